"""The support premium, and what a wage premium is in euro, by the amounts that public pages give."""

from datetime import date

import pytest

from aanboord.rulebook.answers import answer
from tests.rulebook.drawing import BOOK

ON = date(2026, 11, 22)
VOP = {
    "work_disability": True,
    "decision_length": "five-years",
    "quarter_of_decision": 1,
    "premium_for_own_business": False,
    "application_date": "2023-01-15",
}
EURO = {"quarter": "2023-Q1", "work_fraction": "1.00", "wage_premium": "0.40", "reference_wage": "2500.00"}


def vop(**changed):
    return answer(BOOK, BOOK.measure("vop"), BOOK.parse(VOP | changed), on=ON).as_json()


def euro(**changed):
    return answer(BOOK, BOOK.measure("wage-premium-amount"), BOOK.parse(EURO | changed), on=ON).as_json()


def amounts(got):
    return got["amount"]["low"], got["amount"]["high"]


@pytest.mark.parametrize(
    ("length", "own", "quarter", "percent"),
    [
        ("five-years", False, 1, "40.00"),
        ("five-years", False, 5, "40.00"),
        ("five-years", False, 6, "30.00"),
        ("five-years", False, 9, "30.00"),
        ("five-years", False, 10, "20.00"),
        ("five-years", False, 20, "20.00"),
        ("five-years", True, 5, "40.00"),
        ("five-years", True, 6, "20.00"),
        ("two-years", False, 1, "20.00"),
        ("two-years", False, 8, "20.00"),
    ],
)
def test_the_percentages_of_the_support_premium(length, own, quarter, percent):
    got = vop(decision_length=length, premium_for_own_business=own, quarter_of_decision=quarter)
    assert got["outcome"] == "yes"
    assert amounts(got) == (percent, percent)
    assert got["amount"]["unit"] == "%"
    assert "GGMMI" in got["gives"]


def test_after_the_decision_there_is_no_premium():
    assert vop(quarter_of_decision=21)["outcome"] == "no"
    assert vop(decision_length="two-years", quarter_of_decision=9)["outcome"] == "no"
    assert vop(work_disability=False)["outcome"] == "no"


def test_applications_count_until_30_june_2023_and_run_on():
    assert vop(application_date="2023-06-30", quarter_of_decision=20)["outcome"] == "yes"
    assert vop(application_date="2023-07-01")["outcome"] == "no"
    assert vop(application_date="2008-09-30")["outcome"] == "no"
    assert not vop(application_date="2008-10-01")["verified"]
    assert vop(application_date="2016-07-01")["verified"]


@pytest.mark.parametrize(("share", "euros"), [("0.40", "2345.99"), ("0.20", "1172.99")])
def test_the_published_amounts_of_the_support_premium_in_2023(share, euros):
    got = euro(reference_wage="1954.99", wage_premium=share)
    assert amounts(got) == (euros, euros)
    assert got["verified"]


def test_the_wage_counts_up_to_twice_the_ggmmi_in_proportion_to_the_work():
    assert amounts(euro(reference_wage="3909.98", wage_premium="1")) == ("11729.94", "11729.94")
    assert amounts(euro(reference_wage="9000.00", wage_premium="1")) == ("11729.94", "11729.94")
    assert amounts(euro(reference_wage="9000.00", wage_premium="1", work_fraction="0.50")) == ("5864.97", "5864.97")
    assert amounts(euro(reference_wage=None, wage_premium="0.20")) == ("0.00", "2345.99"), "the cap is known"


def test_where_the_ggmmi_is_not_known_the_amount_has_bounds_only_above_it():
    assert amounts(euro(quarter="2021-Q1", reference_wage="3000.00", wage_premium="0.40")) == ("3600.00", "3600.00")
    got = euro(quarter="2021-Q1", reference_wage="9000.00", wage_premium="1")
    low, high = amounts(got)
    assert float(low) < float(high)
    assert not got["verified"]


@pytest.mark.parametrize(
    ("quarter", "euros"),
    [("2024-Q2", "2029.88"), ("2024-Q3", "2070.48"), ("2025-Q1", "2070.48"), ("2025-Q2", "2111.89")],
)
def test_the_cap_follows_the_ggmmi_of_the_first_day_of_the_quarter(quarter, euros):
    got = euro(quarter=quarter, reference_wage="9000.00", wage_premium="1")
    assert amounts(got) == (f"{float(euros) * 6:.2f}",) * 2
    assert got["verified"]


def test_the_ggmmi_of_2026_is_open_from_below():
    got = euro(quarter="2026-Q2", reference_wage="9000.00", wage_premium="1")
    assert amounts(got) == ("12671.34", "27000.00")
    assert not got["verified"]
