"""Permission to work: the wage of each year from both sides, the lists, and the terms of decision."""

from datetime import date

import pytest

from aanboord.rulebook.answers import answer
from tests.rulebook.drawing import BOOK

ON = date(2026, 11, 22)
WORKER = {
    "application_date": "2021-05-03",
    "needs_permit": True,
    "workplace_in_flanders": True,
    "gross_yearly_wage": "100000",
    "recognised_higher_diploma": True,
    "permit_occupation": "other",
    "posted": False,
    "age": 40,
    "function_of_higher_level": True,
    "executive_function": True,
    "contract_months": 12,
}
TRADE = {
    "application_date": "2021-05-03",
    "needs_permit": True,
    "workplace_in_flanders": True,
    "belgian_employer": True,
    "middle_skilled_list": "listed",
    "paid_skilled_scale": True,
    "renewal_same_job": False,
    "on_vdab_shortage_list": True,
    "vacancy_weeks": 9,
    "qualification_level": 3,
}


def told(measure, **facts):
    known = TRADE if measure in {"single-permit-shortage-occupation", "single-permit-other"} else WORKER
    known = {id: value for id, value in known.items() if id in BOOK.measure(measure).facts}
    return answer(BOOK, BOOK.measure(measure), BOOK.parse(known | facts), on=ON).as_json()


def outcome(measure, **facts):
    return told(measure, **facts)["outcome"]


def cent_below(wage):
    return f"{float(wage) - 0.01:.2f}"


HIGH = [
    (2016, "39824"),
    (2017, "40124"),
    (2018, "40972"),
    (2019, "41868"),
    (2020, "42696"),
    (2021, "43524"),
    (2022, "45096"),
    (2023, "45984"),
    (2024, "46632"),
    (2025, "48912"),
    (2026, "48912"),
]
EXECUTIVE = [
    (2016, "66442"),
    (2018, "68356"),
    (2019, "66989"),
    (2020, "68314"),
    (2021, "69638"),
    (2022, "72153.60"),
    (2023, "73574.40"),
    (2024, "74611"),
    (2025, "78259"),
    (2026, "78259"),
]
CARD = [
    (2017, "51882"),
    (2018, "52978"),
    (2019, "50242"),
    (2020, "51235"),
    (2021, "52229"),
    (2022, "54115"),
    (2023, "55180.80"),
    (2025, "63586"),
    (2026, "63586"),
]


@pytest.mark.parametrize(
    ("measure", "year", "wage"),
    [
        *(("single-permit-high-skilled", *row) for row in HIGH),
        *(("single-permit-executive", *row) for row in EXECUTIVE),
        *(("blue-card", *row) for row in CARD),
    ],
)
def test_each_year_has_its_wage(measure, year, wage):
    for day in (f"{year}-01-01", f"{year}-12-31"):
        assert outcome(measure, application_date=day, gross_yearly_wage=wage) == "yes"
        got = told(measure, application_date=day, gross_yearly_wage=cent_below(wage))
        assert got["outcome"] == "no"
        assert [row["id"] for row in got["conditions"] if row["outcome"] == "no"] == ["gross_yearly_wage"]


@pytest.mark.parametrize(
    ("year", "lower"),
    [
        (2020, "34156.80"),
        (2021, "34819.20"),
        (2022, "36076.80"),
        (2023, "36787.20"),
        (2024, "37305.60"),
        (2025, "39129.60"),
    ],
)
@pytest.mark.parametrize("who", [{"age": 29}, {"permit_occupation": "nurse"}])
def test_the_young_and_nurses_need_80_percent_as_it_was_published(year, lower, who):
    facts = {"application_date": f"{year}-03-01"} | who
    assert outcome("single-permit-high-skilled", gross_yearly_wage=lower, **facts) == "yes"
    assert outcome("single-permit-high-skilled", gross_yearly_wage=cent_below(lower), **facts) == "no"
    assert outcome("single-permit-high-skilled", gross_yearly_wage=lower, **facts | {"posted": True}) == "no"


def test_from_30_on_the_whole_wage_is_needed_and_teachers_have_the_lower_one_from_2025():
    facts = {"application_date": "2024-12-31", "gross_yearly_wage": "40000"}
    assert outcome("single-permit-high-skilled", **facts, age=29) == "yes"
    assert outcome("single-permit-high-skilled", **facts, age=30) == "no"
    assert outcome("single-permit-high-skilled", **facts, permit_occupation="teacher") == "no"
    facts["application_date"] = "2025-01-01"
    assert outcome("single-permit-high-skilled", **facts, permit_occupation="teacher") == "yes"


def test_before_2019_nobody_had_a_lower_wage_and_of_2019_it_is_not_verified():
    facts = {"gross_yearly_wage": "34000", "age": 25}
    assert outcome("single-permit-high-skilled", **facts, application_date="2018-12-31") == "no"
    got = told("single-permit-high-skilled", **facts, application_date="2019-01-01")
    assert (got["outcome"], got["verified"]) == ("yes", False)
    assert told("single-permit-high-skilled", **facts | {"gross_yearly_wage": "35000"}, application_date="2020-01-01")[
        "verified"
    ]


def test_from_2026_the_function_itself_has_to_be_of_a_higher_level():
    for day, allowed in (("2025-12-31", "yes"), ("2026-01-01", "no")):
        assert outcome("single-permit-high-skilled", application_date=day, function_of_higher_level=False) == allowed


def test_after_26_february_2026_nobody_looked_at_the_wages():
    for measure in ("single-permit-high-skilled", "single-permit-executive", "blue-card"):
        assert told(measure, application_date="2026-02-26")["verified"]
        got = told(measure, application_date="2026-02-27")
        assert (got["outcome"], got["verified"]) == ("yes", False)


@pytest.mark.parametrize(
    ("day", "months", "wage", "expected"),
    [
        ("2024-04-30", 12, "55958", "yes"),
        ("2024-04-30", 11, "55958", "no"),
        ("2024-04-30", 12, "55957.99", "no"),
        ("2024-05-01", 6, "60621.60", "yes"),
        ("2024-05-01", 5, "60621.60", "no"),
        ("2024-05-01", 6, "60621.59", "no"),
    ],
)
def test_from_may_2024_the_blue_card_asks_a_shorter_contract_and_a_higher_wage(day, months, wage, expected):
    assert outcome("blue-card", application_date=day, contract_months=months, gross_yearly_wage=wage) == expected


@pytest.mark.parametrize(
    ("measure", "fact"),
    [
        ("single-permit-high-skilled", "recognised_higher_diploma"),
        ("single-permit-executive", "executive_function"),
        ("blue-card", "recognised_higher_diploma"),
        ("single-permit-shortage-occupation", "belgian_employer"),
        ("single-permit-other", "belgian_employer"),
    ],
)
def test_each_category_asks_for_its_own_and_all_for_work_in_flanders(measure, fact):
    assert outcome(measure) == "yes"
    for one in (fact, "needs_permit", "workplace_in_flanders"):
        assert outcome(measure, **{one: False}) == "no"


@pytest.mark.parametrize(("measure", "days"), [("single-permit-high-skilled", 120), ("blue-card", 90)])
def test_the_term_of_decision_is_told_beside_the_answer(measure, days):
    for since, kept in ((days, "yes"), (days + 1, "no")):
        limit = told(measure, days_since_admissible=since)["limits"][0]
        assert limit["outcome"] == kept
        assert f"hoogstens {days} dagen" in limit["text"]


@pytest.mark.parametrize(
    ("day", "place", "same_job", "expected"),
    [
        ("2018-12-31", "listed", False, "no"),
        ("2019-01-01", "listed", False, "yes"),
        ("2023-08-31", "removed-2023", False, "no"),
        ("2023-09-01", "removed-2023", False, "yes"),
        ("2023-09-13", "removed-2023", False, "yes"),
        ("2023-09-14", "removed-2023", False, "no"),
        ("2023-09-14", "removed-2023", True, "yes"),
        ("2026-01-01", "listed", False, "yes"),
        ("2026-01-01", "none", True, "no"),
    ],
)
def test_the_list_of_the_moment_decides_and_what_left_it_in_2023_had_until_13_september(day, place, same_job, expected):
    facts = {"application_date": day, "middle_skilled_list": place, "renewal_same_job": same_job}
    assert outcome("single-permit-shortage-occupation", **facts) == expected


def test_from_2022_the_scale_of_skilled_workers_is_needed():
    for day, expected in (("2021-12-31", "yes"), ("2022-01-01", "no")):
        got = outcome("single-permit-shortage-occupation", application_date=day, paid_skilled_scale=False)
        assert got == expected


def test_the_draft_list_of_april_2025_never_counts():
    (draft,) = BOOK.measure("single-permit-shortage-occupation").drafts
    assert draft.state.value == "draft"
    got = told("single-permit-shortage-occupation", application_date="2025-06-01")
    assert (got["outcome"], got["verified"]) == ("yes", True)
    assert "ontwerp van april 2025" not in got["sources"]


@pytest.mark.parametrize(
    ("day", "facts", "expected"),
    [
        ("2024-04-30", {"vacancy_weeks": 6, "on_vdab_shortage_list": False, "qualification_level": 1}, "yes"),
        ("2024-04-30", {"vacancy_weeks": 5}, "no"),
        ("2024-05-01", {"vacancy_weeks": 9}, "yes"),
        ("2024-05-01", {"vacancy_weeks": 8}, "no"),
        ("2024-05-01", {"on_vdab_shortage_list": False}, "no"),
        ("2024-05-01", {"qualification_level": 1}, "no"),
        ("2024-05-01", {"qualification_level": 2}, "yes"),
        ("2024-05-01", {"qualification_level": 4}, "yes"),
        ("2024-05-01", {"qualification_level": 5}, "no"),
    ],
)
def test_from_may_2024_other_occupations_need_the_list_of_vdab_and_nine_weeks_of_vacancy(day, facts, expected):
    assert outcome("single-permit-other", application_date=day, **facts) == expected
