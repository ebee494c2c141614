"""The rulebook as pages: what a measure is, whether it holds for somebody, and the guide; all open to everybody."""

import json
import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aanboord import rulebook
from aanboord.rulebook.facts import Kind
from aanboord.web.templatetags import rules as words
from tests.web.html import Elements, seen

MEASURES = sorted(rulebook.of_flanders().measures)
TRANSITION = {
    "age": "62",
    "prestarter_certificate_months": "3",
    "months_since_start": "1",
    "years_since_last_premium": "99",
    "application_date": "2022-03-01",
}


@pytest.fixture
def visitor(db):
    """Somebody who did not sign in."""
    return Client()


def said(response):
    """The words of a page, without marks and with single spaces."""
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", seen(response), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).replace("\N{NO-BREAK SPACE}", " ").split())


def explained(visitor, measure, facts, language="nl", **more):
    question = {"facts": facts, "language": language} | more
    return visitor.post(
        f"/api/rules/measures/{measure}/explain", json.dumps(question), content_type="application/json"
    ).json()


def test_every_measure_is_listed_with_a_sentence_and_since_when(visitor):
    page = visitor.get(reverse("rules:measures"))
    links = {link["href"] for link in Elements(seen(page))["a"]}
    assert {reverse("rules:measure", args=[id]) for id in MEASURES} <= links
    for measure in rulebook.of_flanders().measures.values():
        assert measure.title.nl in said(page)
        assert not measure.about or measure.about.nl in said(page)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("id", MEASURES)
def test_every_measure_has_a_page_in_both_languages(visitor, id, language):
    visitor.post("/taal", {"language": language})
    measure = rulebook.of_flanders().measure(id)
    page = visitor.get(reverse("rules:measure", args=[id]))
    told = said(page)
    assert page.headers["Content-Language"] == language
    assert measure.title.in_language(language) in told
    for _, duty in measure.duties:
        assert duty.in_language(language) in told
    for version in (*measure.versions, *measure.drafts):
        for source in version.sources:
            assert source in told or version.state.value == "abolished"
    for fact in measure.facts.values():
        assert fact.question.in_language(language) in told
    ids = Elements(seen(page)).ids
    assert len(ids) == len(set(ids))


def test_everything_the_rulebook_names_has_words():
    measures = rulebook.of_flanders().measures.values()
    roles = {whose for one in measures for whose, _ in one.duties if whose[0].islower()}  # a capital: a name
    assert roles <= set(words.WHOSE)
    assert {one.aim for one in measures} <= set(words.AIMS)
    per = {one.unit.partition("/")[2] for one in measures}
    assert per <= {*words.PER, ""}


def test_a_draft_is_shown_and_called_no_law(visitor):
    assert "nog geen wet" in said(visitor.get(reverse("rules:measure", args=["career-voucher"])))


def test_a_budget_that_ran_out_is_told(visitor):
    measure = rulebook.of_flanders().measure("workability-voucher")
    told = said(visitor.get(reverse("rules:measure", args=[measure.id])))
    assert "Gesloten: niemand kan het vragen" in told
    assert all(closure.text.nl in told for closure in measure.closures)


def test_an_unverified_value_says_so(visitor):
    told = said(visitor.get(reverse("rules:measure", args=["ibo"])))
    assert "Niet geverifieerd" in told


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("measure", "facts"),
    [
        ("transition-premium", TRANSITION),
        ("transition-premium", TRANSITION | {"age": "30"}),
        ("community-service", {"months_without_work": "10"}),
        ("community-service", {}),
        ("jobbonus", {"reference_year": "2021", "gross_monthly_wage_fte": "2000.00", "work_fraction": "1"}),
        (
            "jobbonus",
            {
                "reference_year": "2021",
                "gross_monthly_wage_fte": "2000.00",
                "work_fraction": "1.00",
                "domiciled_in_flanders": "true",
                "below_pension_age": "true",
                "excluded_employment": "false",
            },
        ),
    ],
)
def test_an_answer_on_the_page_is_that_of_the_api(visitor, measure, facts, language):
    visitor.post("/taal", {"language": language})
    page = visitor.post(reverse("rules:measure", args=[measure]), facts)
    told, expected = said(page), explained(visitor, measure, facts, language)
    with override(language):
        assert str(words.OUTCOMES[expected["outcome"]]) in told
        if expected["amount"]:
            low, high = (expected["amount"][end] for end in ("low", "high"))
            cents = [None if end is None else round(float(end) * 100) for end in (low, high)]
            assert words.spread(*cents, expected["amount"]["unit"]).replace("\N{NO-BREAK SPACE}", " ") in told
    limits = expected["limits"] if expected["outcome"] != "no" else []  # of what one cannot get, they say nothing
    for reason in [*expected["conditions"], *limits]:
        assert reason["text"] in told
        assert reason["source"] in told
    for text in [*expected["warnings"], *(text for way in expected["changes"] for text in way)]:
        assert text in told
    if expected["next_question"]:
        assert expected["next_question"]["text"] in told


def test_the_jobbonus_of_the_public_example_is_434_euro_29(visitor):
    facts = {
        "reference_year": "2021",
        "gross_monthly_wage_fte": "2.000",
        "work_fraction": "1",
        "domiciled_in_flanders": "true",
        "below_pension_age": "true",
        "excluded_employment": "false",
    }
    told = said(visitor.post(reverse("rules:measure", args=["jobbonus"]), facts))
    assert "Ja, dit kan" in told
    assert "€ 434,29 per jaar" in told


def test_a_day_in_the_past_is_answered_with_the_law_of_that_day(visitor):
    page = visitor.post(
        reverse("rules:measure", args=["community-service"]), {"months_without_work": "30", "on": "2019-01-01"}
    )
    expected = explained(visitor, "community-service", {"months_without_work": 30}, on="2019-01-01")
    assert expected["outcome"] == "no"
    assert "Nee, dit kan nu niet" in said(page)
    assert "1 januari 2019" in said(page)


@pytest.mark.parametrize(
    ("measure", "field", "typed"),
    [
        ("jobbonus", "gross_monthly_wage_fte", "veel"),
        ("jobbonus", "gross_monthly_wage_fte", "1e999999"),
        ("jobbonus", "gross_monthly_wage_fte", "-5"),
        ("jobbonus", "reference_year", "vorig jaar"),
        ("jobbonus", "domiciled_in_flanders", "misschien"),
        ("community-service", "months_without_work", "2,5"),
        ("transition-premium", "application_date", "31/02/2022"),
        ("target-group-older-in-service", "quarter", "2024-Q5"),
        ("training-voucher", "course_aims", "toveren"),
        ("ibo", "gap_closes", "nergens"),
        ("community-service", "on", "1066-10-14"),
    ],
)
def test_wrong_input_names_the_field_and_keeps_what_was_typed(visitor, measure, field, typed):
    page = visitor.post(reverse("rules:measure", args=[measure]), {field: typed})
    elements = Elements(seen(page))
    assert page.status_code == 422
    assert f"id_{field}_error" in elements.ids
    kinds = {fact.id: fact.kind for fact in rulebook.of_flanders().measure(measure).facts.values()}
    if kinds.get(field) not in {Kind.BOOLEAN, Kind.CHOICE, Kind.SET}:  # a choice that does not exist cannot be shown
        assert elements.named(field)["value"] == typed
    assert "Waarom?" not in said(page)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("2000", "2000.00"),
        ("2.000", "2000.00"),
        ("€ 2.000,50", "2000.50"),
        ("2,000.50", "2000.50"),
        ("2000,5", "2000.50"),
    ],
)
def test_an_amount_is_understood_as_people_type_it(visitor, typed, understood):
    facts = {"reference_year": "2021", "work_fraction": "1"}
    page = visitor.post(reverse("rules:measure", args=["jobbonus"]), facts | {"gross_monthly_wage_fte": typed})
    expected = explained(visitor, "jobbonus", facts | {"gross_monthly_wage_fte": understood})
    high = round(float(expected["amount"]["high"]) * 100)
    assert words.money(high, "EUR/year").replace("\N{NO-BREAK SPACE}", " ") in said(page)


def test_nothing_that_is_asked_is_kept_or_stands_in_an_address(visitor, django_assert_num_queries):
    facts = TRANSITION | {"age": "57"}
    with django_assert_num_queries(0):
        page = visitor.post(reverse("rules:measure", args=["transition-premium"]), facts)
        found = visitor.post(reverse("rules:guide"), {"asked": "age", "age": "57", "step": "show"})
    for response in (page, found):
        assert response.headers["Cache-Control"] == "private, no-store"
        assert set(response.cookies) <= {"csrftoken"}
        elements = Elements(seen(response))
        for address in [link.get("href", "") for link in elements["a"]] + [
            form.get("action", "") for form in elements["form"]
        ]:
            assert "57" not in address
            assert "?" not in address
    posts = [form for form in Elements(seen(page))["form"] if form.get("action", "").startswith("/regels/transition")]
    assert [form["method"] for form in posts] == ["post"]
    again = visitor.get(reverse("rules:measure", args=["transition-premium"]))
    assert Elements(seen(again)).named("age").get("value") is None


def test_a_measure_that_does_not_exist_is_not_found(visitor):
    assert visitor.get("/regels/bestaat-niet/").status_code == 404
    assert "vergelijk" not in MEASURES


# -- two side by side


def test_two_measures_stand_side_by_side(visitor):
    told = said(visitor.get(reverse("rules:compare"), {"een": "ibo", "ander": "bis"}))
    for id in ("ibo", "bis"):
        measure = rulebook.of_flanders().measure(id)
        assert measure.title.nl in told
        assert all(duty.nl in told for _, duty in measure.duties)


@pytest.mark.parametrize("query", [{}, {"een": "ibo"}, {"een": "<b>", "ander": "ibo"}])
def test_a_comparison_of_less_than_two_asks_to_choose(visitor, query):
    page = visitor.get(reverse("rules:compare"), query)
    assert page.status_code == 200
    assert "Zet ze naast elkaar" in said(page)
    assert not Elements(seen(page))["table"]


# -- the guide


def state(page):
    """The fields that a page of the guide sends back, those that are hidden."""
    fields = {}
    for element in Elements(seen(page))["input"]:
        if element.get("type") == "hidden" and element["name"] != "csrfmiddlewaretoken":
            fields.setdefault(element["name"], []).append(element["value"])
    return fields


def is_end(page):
    return "Wat bij je past" in said(page)


def possible(fact):
    """What somebody may answer, nonsense and nothing among it."""
    nonsense = ["", "onzin", "-1"]
    match fact.kind:
        case Kind.BOOLEAN:
            return st.sampled_from(["true", "false", *nonsense])
        case Kind.CHOICE | Kind.SET:
            return st.sampled_from([*fact.choices, *nonsense])
    return st.sampled_from(["0", "1", "12", "40", "2026-01-01", *nonsense])


@given(st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_guide_reaches_an_end_from_any_answers(visitor, data):
    facts = rulebook.of_flanders().facts
    page = visitor.get(reverse("rules:guide"))
    for _ in range(8):
        if is_end(page):
            break
        fields = state(page)
        fact = facts[fields["question"][0]]
        answer = data.draw(possible(fact))
        page = visitor.post(reverse("rules:guide"), fields | {fact.id: answer, "step": "next"})
        if page.status_code == 422:  # named, and left open instead
            assert f"id_{fact.id}_error" in Elements(seen(page)).ids or "field-error" in seen(page)
            page = visitor.post(reverse("rules:guide"), state(page) | {"step": "skip"})
    assert is_end(page)
    links = {link["href"] for link in Elements(seen(page))["a"]}
    assert reverse("rules:measure", args=["ibo"]) in links  # nothing is left out: what does not fit says why


def test_not_knowing_is_an_answer(visitor):
    page = visitor.get(reverse("rules:guide"))
    asked = []
    while not is_end(page):
        fields = state(page)
        asked.append(fields["question"][0])
        page = visitor.post(reverse("rules:guide"), fields | {"step": "skip"})
    assert len(asked) == len(set(asked)) <= 6
    assert state(page)["asked"] == asked


def test_back_returns_to_the_last_question_with_what_was_answered(visitor):
    first = state(visitor.get(reverse("rules:guide")))
    question = first["question"][0]
    answer = "true" if rulebook.of_flanders().facts[question].kind is Kind.BOOLEAN else "1"
    second = visitor.post(reverse("rules:guide"), first | {question: answer, "step": "next"})
    assert state(second)["asked"] == [question]
    again = visitor.post(reverse("rules:guide"), state(second) | {"step": "back"})
    assert state(again)["question"] == [question]
    assert "asked" not in state(again)
    chosen = [one for one in Elements(seen(again))["input"] if one["name"] == question and one.get("value") == answer]
    assert chosen
    assert "checked" in chosen[0] or chosen[0]["type"] == "text"


def test_the_end_of_the_guide_tells_why_and_until_when_and_who_does_what(visitor):
    facts = {
        "registered_without_work": "true",
        "months_without_work": "20",
        "gap_closes": "work-floor",
        "job_target_known": "true",
    }
    page = visitor.post(reverse("rules:guide"), facts | {"asked": list(facts), "step": "show"})
    told = said(page)
    ibo = rulebook.of_flanders().measure("ibo")
    assert "je leert op de werkvloer wat je mist" in told
    assert all(duty.nl in told for _, duty in ibo.duties)
    assert "Kan vanaf" in told  # community service: from the twenty-fifth month
    addresses = [button.get("formaction", "") for button in Elements(seen(page))["button"]]
    assert f"{reverse('rules:measure', args=['ibo'])}#inhoud" in addresses
    own = visitor.post(reverse("rules:measure", args=["ibo"]), state(page))
    assert "Waarom?" in said(own)
    assert any(
        "checked" in one and one["value"] == "work-floor"
        for one in Elements(seen(own))["input"]
        if one["name"] == "gap_closes"
    )


@pytest.mark.parametrize("sent", [{"asked": "bestaat_niet"}, {"question": "x", "step": "next"}, {"step": "vliegen"}])
def test_the_guide_is_not_confused_by_what_it_did_not_ask(visitor, sent):
    assert visitor.post(reverse("rules:guide"), sent).status_code == 200


def test_a_hidden_answer_that_cannot_be_is_asked_again(visitor):
    page = visitor.post(
        reverse("rules:guide"), {"asked": ["months_without_work"], "months_without_work": "gisteren", "step": "next"}
    )
    assert page.status_code == 422
    assert state(page)["question"] == ["months_without_work"]
    assert "asked" not in state(page)


# -- who is here


def test_a_professional_keeps_his_bar_and_a_citizen_his_links(counsellor, case):
    assert "Katrien Claes" in said(counsellor.client.get(reverse("rules:measures")))
    assert reverse("dossiers:my_agreements") in seen(case.client.get(reverse("rules:measures")))
    for client in (counsellor.client, case.client):
        links = {link["href"] for link in Elements(seen(client.get(reverse("rules:guide"))))["a"]}
        assert {reverse("rules:guide"), reverse("rules:measures")} <= links


def test_a_professional_who_did_not_make_the_second_step_is_a_visitor(counsellor, settings):
    settings.MFA_REQUIRED = True
    page = counsellor.client.get(reverse("rules:measures"))
    assert page.status_code == 200
    assert "Katrien Claes" not in said(page)


def test_the_start_page_leads_to_the_guide_and_the_rules(visitor):
    links = {link["href"] for link in Elements(seen(visitor.get(reverse("account_login"))))["a"]}
    assert {reverse("rules:guide"), reverse("rules:measures")} <= links
