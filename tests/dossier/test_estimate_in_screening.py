"""The estimate beside the decision: it informs, the professional decides."""

import dataclasses

import pytest
from django.urls import reverse

from aanboord.core import clock
from aanboord.core.access import Part, Relation
from aanboord.directory.models import Territory
from aanboord.dossiers import estimating
from aanboord.dossiers.access import Sight
from aanboord.dossiers.estimate import Estimate
from aanboord.dossiers.models import EstimateModel, Screening

from .reading import fields_of, text_of
from .test_screening_pages import SAID, address, screen

WARNING = "Oefenmodel: dit cijfer komt uit verzonnen gegevens."


def decided(case, counsellor, **decision):
    return screen(counsellor, case, decision)


def other_than(suggestion: str) -> str:
    return "work-care" if suggestion != "work-care" else "sector"


def suggestion_of(case) -> str:
    said = {"language_level": 2, "language_needed": 4, "education": "middle", "regime": "full_time"}
    said |= {"experience_years": 8.5, "months_since_work": 4}
    weights = {"digital": 1, "mobility": 0, "childcare": 0, "housing": 0, "debt": 2, "network": 0, "health": 2}
    answer = estimating.estimate(case.now, said, weights, clock.today())
    assert answer
    assert answer.stored
    return str(answer.stored["suggestion"])


@pytest.mark.policy("IAB19-4.2-a")
@pytest.mark.policy("BN19-VI.1.1-f")
def test_the_professional_reads_chance_reasons_and_doubt_beside_the_decision(case, counsellor, switched_on):
    client = counsellor.client
    client.post(address(case), SAID)
    page = text_of(client.get(address(case, "screening_decision")))
    for words in ("kans op werk binnen zes maanden", "% (tussen", "Waarom", "De schatting wijst op:", "beslist nooit"):
        assert words in page, words
    assert WARNING in page
    assert (
        reverse("dossiers:estimate", args=[switched_on.pk])
        in client.get(address(case, "screening_decision")).content.decode()
    )


def test_no_decision_is_chosen_beforehand(case, counsellor, switched_on):
    counsellor.client.post(address(case), SAID)
    assert "level" not in fields_of(counsellor.client.get(address(case, "screening_decision")))


@pytest.mark.policy("BN19-VI.1.1-f")
def test_who_departs_says_why_and_the_departure_is_kept(case, counsellor, switched_on):
    level = other_than(suggestion_of(case))
    answer = decided(case, counsellor, level=level)
    assert answer.status_code == 422
    assert "Waarom anders dan de schatting: Je wijkt af van de schatting: zeg waarom." in text_of(answer)
    assert fields_of(answer)["level"] == level
    sent = {"level": level, "departure_reason": "Hij staat te trappelen"}
    counsellor.client.post(address(case, "screening_decision"), sent)
    screening = Screening.objects.get()
    assert screening.departs
    assert screening.departure_reason == "Hij staat te trappelen"
    page = text_of(counsellor.client.get(address(case, "screenings")))
    assert "De schatting wees op:" in page
    assert "Hij staat te trappelen" in page
    assert WARNING in page


def test_the_estimate_is_kept_as_it_was_given(case, counsellor, switched_on):
    decided(case, counsellor, level=suggestion_of(case), next_contact_on="2099-01-01")
    stored = Screening.objects.get().estimate
    assert stored is not None
    assert stored["model"] == str(switched_on.pk)
    kept = Estimate.from_dict({key: value for key, value in stored.items() if key != "model"})
    assert kept.reasons
    EstimateModel.objects.all().delete()
    assert WARNING in text_of(counsellor.client.get(address(case, "screenings")))


def test_the_form_cannot_bring_an_estimate_of_its_own(case, counsellor, switched_on):
    level = suggestion_of(case)
    decided(case, counsellor, level=level, next_contact_on="2099-01-01", estimate='{"chance": 1}', suggestion="not-now")
    assert Screening.objects.get().suggested_level == level


def test_with_the_model_off_nothing_is_shown_and_nothing_asked(case, counsellor, kept):
    counsellor.client.post(address(case), SAID)
    page = counsellor.client.get(address(case, "screening_decision")).content.decode()
    assert "kans op werk" not in page
    assert "departure_reason" not in page
    counsellor.client.post(address(case, "screening_decision"), {"level": "work-care"})
    assert Screening.objects.get().estimate is None


def test_with_too_little_known_it_says_what_to_ask(case, counsellor, switched_on):
    counsellor.client.post(address(case), {"follows": "0"})
    page = text_of(counsellor.client.get(address(case, "screening_decision")))
    assert "Er is nog te weinig gekend voor een schatting. Vraag eerst naar:" in page
    assert "Laatste werk" in page
    counsellor.client.post(address(case, "screening_decision"), {"level": "sector"})
    assert Screening.objects.get().suggested_level == ""


def test_health_and_justice_move_nothing(case, switched_on):
    said = {"education": "middle", "regime": "full_time", "months_since_work": 4}
    known = {"digital": 1, "mobility": 0, "childcare": 0, "housing": 0, "debt": 2, "network": 0}
    without = estimating.estimate(case.now, said, known, clock.today())
    with_them = estimating.estimate(
        case.now, said, known | {"health": 2, "justice": 2, "administration": 2}, clock.today()
    )
    assert without == with_them


def test_who_may_not_see_welfare_is_told_no_reason_that_counts_it(case, switched_on):
    said = {"education": "middle"}
    weights = {"digital": 0, "mobility": 0, "childcare": 0, "housing": 2, "debt": 2, "network": 2}
    answer = estimating.estimate(case.now, said, weights, clock.today())
    assert answer
    assert answer.stored
    everything = Sight(Relation.OWN, frozenset(Part), frozenset())
    told = estimating.shown(answer.stored, everything)
    assert any("wonen, geld, netwerk" in reason for reason in told.reasons)
    hidden = estimating.shown(answer.stored, dataclasses.replace(everything, see=everything.see - {Part.WELFARE}))
    assert "wonen, geld" not in " ".join(hidden.reasons + hidden.levers)


def test_the_region_comes_before_the_whole(case, kept, switched_on, trained):
    region = case.person.municipality.reference_region
    own = EstimateModel.objects.create(basis="fictional", content=trained, region=region, active=True)
    elsewhere = Territory.objects.filter(kind="reference-region").exclude(pk=region.pk).first()
    EstimateModel.objects.create(basis="fictional", content=trained, region=elsewhere, active=True)
    found = estimating.active_model(region.pk)
    assert found is not None
    assert found[0] == own
    whole = estimating.active_model(None)
    assert whole is not None
    assert whole[0] == switched_on


def test_a_model_that_was_tampered_with_falls_silent(case, counsellor, switched_on):
    content = switched_on.content | {"average_person": 9.0}
    EstimateModel.objects.filter(pk=switched_on.pk).update(content=content)
    counsellor.client.post(address(case), SAID)
    assert "kans op werk" not in text_of(counsellor.client.get(address(case, "screening_decision")))


def test_the_warning_stands_in_english_too(case, counsellor, switched_on):
    client = counsellor.client
    client.post(reverse("language"), {"language": "en", "next": "/"})
    client.post(address(case), SAID)
    assert "Practice model: this figure comes from invented data." in text_of(
        client.get(address(case, "screening_decision"))
    )
