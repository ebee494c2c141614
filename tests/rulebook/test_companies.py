"""The SME portfolio and the workability voucher: rates and ceilings by day, and the times that the budget was spent."""

from datetime import date

import pytest

from aanboord.rulebook.answers import answer
from tests.rulebook.drawing import BOOK

ON = date(2026, 11, 22)
SMALL = {
    "application_date": "2018-05-02",
    "private_enterprise_in_flanders": True,
    "enterprise_size": "small",
    "portfolio_service": "training-theme",
    "service_cost": "1000.00",
    "support_this_year": "0",
}
ORGANISATION = {
    "application_date": "2021-05-03",
    "establishment_in_flanders": True,
    "enterprise_sector": "profit",
    "employees": 1,
    "workability_vouchers_used": 0,
    "workability_support": "0",
    "workability_cost": "5000.00",
}


def portfolio(**facts):
    return answer(BOOK, BOOK.measure("sme-portfolio"), BOOK.parse(SMALL | facts), on=ON).as_json()


def voucher(**facts):
    return answer(BOOK, BOOK.measure("workability-voucher"), BOOK.parse(ORGANISATION | facts), on=ON).as_json()


@pytest.mark.parametrize(
    ("day", "size", "paid"),
    [
        ("2016-04-01", "small", "400.00"),
        ("2016-04-01", "medium", "300.00"),
        ("2019-11-30", "small", "400.00"),
        ("2019-11-30", "medium", "300.00"),
        ("2019-12-01", "small", "300.00"),
        ("2019-12-01", "medium", "200.00"),
        ("2026-02-01", "small", "300.00"),
        ("2026-02-01", "medium", "200.00"),
    ],
)
def test_the_part_that_the_portfolio_pays(day, size, paid):
    got = portfolio(application_date=day, enterprise_size=size)
    assert (got["outcome"], got["amount"]["low"], got["amount"]["high"]) == ("yes", paid, paid)


@pytest.mark.parametrize(
    ("day", "size", "most"),
    [
        ("2019-12-31", "small", "10000.00"),
        ("2019-12-31", "medium", "15000.00"),
        ("2020-01-01", "small", "7500.00"),
        ("2020-01-01", "medium", "7500.00"),
    ],
)
def test_the_portfolio_has_a_ceiling_for_the_year_and_what_was_had_counts(day, size, most):
    got = portfolio(application_date=day, enterprise_size=size, service_cost="90000")
    assert got["amount"]["low"] == got["amount"]["high"] == most
    had = str(float(most) - 100)
    got = portfolio(application_date=day, enterprise_size=size, service_cost="90000", support_this_year=had)
    assert got["amount"]["high"] == "100.00"
    got = portfolio(application_date=day, enterprise_size=size, support_this_year="20000")
    assert got["amount"]["high"] == "0.00"


@pytest.mark.parametrize(
    ("day", "small", "medium"), [("2021-09-13", "300.00", "200.00"), ("2021-09-14", "450.00", "350.00")]
)
def test_cybersecurity_is_paid_better_after_13_september_2021(day, small, medium):
    for service in ("training-cybersecurity", "advice-cybersecurity"):
        assert portfolio(application_date=day, portfolio_service=service)["amount"]["low"] == small
        got = portfolio(application_date=day, portfolio_service=service, enterprise_size="medium")
        assert got["amount"]["high"] == medium


def test_for_energy_efficiency_the_rate_is_between_bounds_until_a_page_gives_it():
    got = portfolio(application_date="2023-05-02", portfolio_service="training-energy")
    assert (got["amount"]["low"], got["amount"]["high"], got["verified"]) == ("300.00", "450.00", False)
    got = portfolio(application_date="2026-02-01", portfolio_service="training-energy")
    assert (got["amount"]["low"], got["amount"]["high"], got["verified"]) == ("450.00", "450.00", True)


def test_from_february_2026_advice_is_supported_only_on_cybersecurity():
    assert portfolio(application_date="2026-01-31", portfolio_service="advice-other")["outcome"] == "yes"
    assert portfolio(application_date="2026-02-01", portfolio_service="advice-other")["outcome"] == "no"
    assert portfolio(application_date="2026-02-01", portfolio_service="advice-cybersecurity")["outcome"] == "yes"
    assert portfolio(application_date="2026-02-01", portfolio_service="training-other")["outcome"] == "no"


def test_a_large_or_public_enterprise_has_no_portfolio():
    assert portfolio(enterprise_size="large")["outcome"] == "no"
    assert portfolio(private_enterprise_in_flanders=False)["outcome"] == "no"


def test_the_voucher_pays_60_percent_up_to_10000():
    assert voucher()["amount"]["low"] == voucher()["amount"]["high"] == "3000.00"
    assert voucher(workability_cost="16666.66")["amount"]["high"] == "10000.00"
    assert voucher(workability_cost="90000")["amount"]["high"] == "10000.00"
    assert voucher(workability_cost="90000", workability_support="9500")["amount"]["high"] == "500.00"


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        ("2019-05-06", "no"),
        ("2019-05-07", "yes"),
        ("2022-11-30", "yes"),
        ("2022-12-01", "no"),
        ("2022-12-31", "no"),
        ("2023-01-01", "yes"),
        ("2023-10-11", "yes"),
        ("2023-10-12", "no"),
        ("2023-12-31", "no"),
        ("2024-01-01", "yes"),
        ("2024-07-31", "yes"),
        ("2024-08-01", "no"),
        ("2026-11-22", "no"),
    ],
)
def test_nobody_can_apply_while_the_budget_is_spent(day, outcome):
    got = voucher(application_date=day)
    assert got["outcome"] == outcome
    if outcome == "no":
        assert [row["id"] for row in got["conditions"]] == ["in-force"]


def test_a_closed_call_says_that_it_is_the_budget():
    assert "budget" in voucher(application_date="2023-11-01")["conditions"][0]["text"]


def test_the_social_profit_came_in_2020_and_the_public_sector_never():
    assert voucher(application_date="2019-12-31", enterprise_sector="social-profit")["outcome"] == "no"
    assert voucher(application_date="2020-01-01", enterprise_sector="social-profit")["outcome"] == "yes"
    assert voucher(enterprise_sector="public")["outcome"] == "no"
    assert voucher(employees=0)["outcome"] == "no"


@pytest.mark.parametrize(
    ("day", "used", "outcome"),
    [
        ("2021-05-03", 2, "yes"),
        ("2021-05-03", 3, "no"),
        ("2023-05-02", 0, "yes"),
        ("2023-05-02", 1, "no"),
        ("2024-05-02", 0, "yes"),
        ("2024-05-02", 1, "unknown"),
        ("2024-05-02", 3, "no"),
    ],
)
def test_how_often_an_organisation_gets_a_voucher(day, used, outcome):
    assert voucher(application_date=day, workability_vouchers_used=used)["outcome"] == outcome
