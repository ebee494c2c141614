"""A screening through its pages: twenty-five minutes on the telephone, with a line that drops."""

import datetime as dt
import json

import pytest
from django.urls import reverse

from aanboord.core import clock
from aanboord.dossiers.actions import dossier as actions
from aanboord.dossiers.actions.screening import Weighed
from aanboord.dossiers.models import Agreement, Draft, Screening
from aanboord.dossiers.models.dossier import ServiceLevel
from aanboord.journal.models import Event, Look
from tests import world

from .reading import fields_of, text_of

SAID = {
    "follows": "0",
    "conversation": "phone",
    "job_target": "schrijnwerker",
    "regime": "full_time",
    "language_needed": "4",
    "language_level": "2",
    "education": "middle",
    "experience_years": "8.5",
    "months_since_work": "4",
    "competences": "Kasten maken",
    "motivation": "5",
    "remarks": "Ik wil terug met hout werken.",
    "digital_weight": "1",
    "digital_remark": "Kan mailen",
    "mobility_weight": "0",
    "childcare_weight": "0",
    "housing_weight": "0",
    "debt_weight": "2",
    "debt_remark": "Schuldbemiddeling",
    "network_weight": "0",
    "health_weight": "2",
    "health_remark": "Rugoperatie",
}


def address(case, name="screening"):
    return reverse(f"dossiers:{name}", args=[case.dossier.pk])


def screen(worker, case, decision, **said):
    """Fill in the questions and decide."""
    client = worker.client
    started = fields_of(client.get(address(case)))
    client.post(address(case), started | SAID | {"follows": started["follows"]} | said)
    return client.post(address(case, "screening_decision"), decision, follow=True)


@pytest.mark.policy("BN19-VI.1.1-a")
def test_a_screening_meets_its_term_and_keeps_what_was_said(case, counsellor):
    page = text_of(screen(counsellor, case, {"level": "intensive"}))
    assert "De screening is afgerond: intensieve begeleiding." in page
    screening = Screening.objects.get(dossier=case.dossier)
    assert (screening.job_target, screening.language_level, str(screening.experience_years)) == (
        "schrijnwerker",
        2,
        "8.5",
    )
    assert screening.thresholds.get(domain="debt").remark == "Schuldbemiddeling"
    assert not screening.thresholds.filter(domain="justice").exists(), "not spoken of is not the same as none"
    assert "Screening van de afstand tot de arbeidsmarkt" in text_of(counsellor.client.get(address(case, "timeline")))
    assert case.now.next_term == "binding-agreements"


@pytest.mark.policy("BN19-VI.1.1-b")
def test_who_is_not_self_reliant_gets_the_clock_of_binding_agreements_and_the_page_says_so(case, counsellor):
    client = counsellor.client
    client.post(address(case), SAID)
    page = text_of(client.get(address(case, "screening_decision")))
    assert "bindende afspraken uiterlijk op" in page
    page = text_of(client.post(address(case, "screening_decision"), {"level": "sector"}, follow=True))
    assert "Maak bindende afspraken, uiterlijk op" in page
    assert "Maak bindende afspraken" in text_of(client.get(address(case, "dossier")))


@pytest.mark.policy("BN19-VI.1.1-c")
def test_a_self_reliant_seeker_needs_a_day_of_next_contact(case, counsellor):
    answer = screen(counsellor, case, {"level": "self-reliant"})
    assert answer.status_code == 422
    assert "Volgende contact: Ook wie zelfredzaam is, wordt opgevolgd" in text_of(answer)
    soon = (clock.today() + dt.timedelta(days=30)).isoformat()
    counsellor.client.post(address(case, "screening_decision"), {"level": "self-reliant", "next_contact_on": soon})
    assert case.now.next_contact_on.isoformat() == soon


def test_dutch_is_weighed_against_what_the_job_target_asks(case, counsellor):
    client = counsellor.client
    client.post(address(case), SAID)
    assert "2 niveaus onder wat het jobdoelwit vraagt" in text_of(client.get(address(case, "screening_decision")))
    client.post(address(case, "screening_decision"), {"level": "sector"})
    assert "2 niveaus te weinig" in text_of(client.get(address(case, "screenings")))
    enough = world.Case(world.register(counsellor), counsellor)
    client.post(address(enough), SAID | {"language_level": "5"})
    assert "niveau" not in text_of(client.get(address(enough, "screening_decision"))).replace("Dienstverlening", "")


@pytest.mark.policy("BN19-VI.1.1-k")
def test_who_is_not_at_ease_with_digital_tools_gets_training_and_another_channel(case, counsellor):
    client = counsellor.client
    case.person.__class__.objects.filter(pk=case.dossier.pk).update(channel="email", email="o@aanboord.example")
    client.post(address(case), SAID | {"digital_weight": "2"})
    answer = client.get(address(case, "screening_decision"))
    assert "Digitale vaardigheden zijn een zware drempel" in text_of(answer)
    proposed = fields_of(answer)
    assert (proposed["digital_training"], proposed["analogue_channel"]) == ("on", "phone")
    client.post(address(case, "screening_decision"), proposed | {"level": "intensive"})
    agreement = Agreement.objects.get(dossier=case.dossier)
    assert (agreement.kind, agreement.state, agreement.domain) == ("training", "proposed", "digital")
    assert case.person.channel == "phone"


def test_the_proposal_can_be_declined(case, counsellor):
    client = counsellor.client
    client.post(address(case), SAID | {"digital_weight": "2"})
    client.post(address(case, "screening_decision"), {"level": "intensive", "analogue_channel": "letter"})
    assert not Agreement.objects.filter(dossier=case.dossier).exists()


def test_a_proposed_training_has_a_day(case, counsellor):
    client = counsellor.client
    client.post(address(case), SAID | {"digital_weight": "2"})
    answer = client.post(address(case, "screening_decision"), {"level": "intensive", "digital_training": "on"})
    assert answer.status_code == 422
    assert "Tegen: Kies een datum." in text_of(answer)
    assert not Screening.objects.exists()


def test_who_manages_with_digital_tools_is_not_offered_the_training(case, counsellor):
    counsellor.client.post(address(case), SAID)
    answer = counsellor.client.get(address(case, "screening_decision"))
    assert "digital_training" not in answer.content.decode()


def test_everything_may_stay_open(case, counsellor):
    client = counsellor.client
    assert client.post(address(case), {}).status_code == 302
    client.post(address(case, "screening_decision"), {"level": "not-now"})
    screening = Screening.objects.get(dossier=case.dossier)
    assert (screening.job_target, screening.motivation, screening.thresholds.count()) == ("", None, 0)


def test_what_cannot_be_stays_on_the_page_with_the_field_named(case, counsellor):
    answer = counsellor.client.post(address(case), SAID | {"months_since_work": "-3", "job_target": "x" * 130})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Maanden sinds het laatste werk:" in page
    assert "Jobdoelwit:" in page
    assert fields_of(answer)["remarks"] == SAID["remarks"]


# -- drafts


def test_what_is_typed_survives_a_lost_session(case, counsellor):
    client = counsellor.client
    kept = client.post(address(case, "screening_draft"), SAID, headers={"X-Autosave": "1"})
    assert (kept.status_code, kept.content) == (204, b"")
    client.logout()
    assert client.get(address(case)).status_code == 302
    back = counsellor.client.get(address(case))
    assert "Dit is je klad, bewaard" in text_of(back)
    typed = fields_of(back)
    assert {name: typed[name] for name in SAID} == SAID


def test_the_dossier_reminds_me_of_my_draft_and_nobody_else(case, counsellor, colleague):
    counsellor.client.post(address(case, "screening_draft"), SAID)
    assert "Je begon een screening en rondde ze niet af." in text_of(counsellor.client.get(address(case, "dossier")))
    assert "Je begon een screening" not in text_of(colleague.client.get(address(case, "dossier")))


def test_the_draft_button_keeps_even_what_is_not_right_yet(case, counsellor):
    client = counsellor.client
    answer = client.post(address(case), SAID | {"months_since_work": "veel", "keep": "1"}, follow=True)
    assert "Je klad is bewaard. Alleen jij ziet het." in text_of(answer)
    assert fields_of(answer)["months_since_work"] == "veel"
    checked = client.get(address(case, "screening_decision"), follow=True)
    assert "Maanden sinds het laatste werk:" in text_of(checked)


def test_a_draft_changes_nothing_in_the_dossier_and_is_for_nobody_else(case, counsellor, colleague):
    events = Event.objects.count()
    counsellor.client.post(address(case, "screening_draft"), SAID)
    assert Event.objects.count() == events
    assert case.now.state == "registered"
    assert fields_of(colleague.client.get(address(case)))["remarks"] == ""


def test_the_decision_is_kept_as_one_types(case, counsellor):
    client = counsellor.client
    client.post(address(case), SAID)
    sent = {"level": "work-care", "next_contact_on": "2030-01-01"}
    assert client.post(address(case, "screening_decision_draft"), sent).status_code == 204
    kept = fields_of(counsellor.client.get(address(case, "screening_decision")))
    assert kept["level"] == "work-care"
    client.post(address(case), SAID | {"remarks": "Toch nog iets"})
    assert fields_of(client.get(address(case, "screening_decision")))["level"] == "work-care"


def test_without_a_draft_there_is_nothing_to_decide(case, counsellor):
    answer = counsellor.client.get(address(case, "screening_decision"))
    assert (answer.status_code, answer["Location"]) == (302, address(case))
    assert counsellor.client.post(address(case, "screening_decision_draft"), {"level": "sector"}).status_code == 204
    assert not Draft.objects.exists()


def test_a_draft_can_be_thrown_away(case, counsellor):
    client = counsellor.client
    client.post(address(case, "screening_draft"), SAID)
    page = client.post(address(case, "screening_discard"), follow=True)
    assert fields_of(page)["remarks"] == ""
    assert not Draft.objects.exists()


def test_a_finished_screening_leaves_no_draft_and_a_late_save_makes_none(case, counsellor):
    screen(counsellor, case, {"level": "sector"})
    assert not Draft.objects.exists()
    counsellor.client.post(address(case, "screening_draft"), SAID | {"follows": "0"})
    assert not Draft.objects.exists()


def test_two_colleagues_at_once_do_not_overwrite_each_other(case, counsellor, colleague):
    for worker in (counsellor, colleague):
        worker.client.post(address(case), fields_of(worker.client.get(address(case))) | SAID)
    counsellor.client.post(address(case, "screening_decision"), {"level": "sector"})
    late = colleague.client.post(address(case, "screening_decision"), {"level": "intensive"})
    assert late.status_code == 409
    assert "Een collega rondde intussen zelf een screening van deze persoon af." in text_of(late)
    assert Screening.objects.count() == 1
    assert fields_of(colleague.client.get(address(case)))["remarks"] == SAID["remarks"]
    again = colleague.client.post(address(case, "screening_decision"), {"level": "intensive"}, follow=True)
    assert "De screening is afgerond" in text_of(again)
    assert [one.level for one in Screening.objects.order_by("number")] == ["sector", "intensive"]


def test_who_comes_back_to_an_old_draft_is_told_of_the_newer_screening(case, counsellor, colleague):
    counsellor.client.post(address(case), fields_of(counsellor.client.get(address(case))) | SAID)
    screen(colleague, case, {"level": "sector"})
    assert "rondde een collega een screening af" in text_of(counsellor.client.get(address(case)))


# -- again, later


def test_a_next_screening_begins_where_the_last_one_ended_and_history_stays(case, counsellor):
    screen(counsellor, case, {"level": "intensive"})
    with clock.at(clock.today() + dt.timedelta(days=90)):
        started = fields_of(counsellor.client.get(address(case)))
        assert started["competences"] == "Kasten maken"
        assert started["debt_remark"] == "Schuldbemiddeling"
        screen(counsellor, case, {"level": "sector"}, debt_weight="1", language_level="3")
        page = text_of(counsellor.client.get(address(case, "screenings")))
    assert "Hoe het veranderde" in page
    assert "Schulden en inkomen veranderd" in page
    assert "Screening 1 van" in page
    assert [one.level for one in Screening.objects.order_by("number")] == ["intensive", "sector"]


def test_a_domain_that_is_passed_over_keeps_its_weight_with_its_day(case, counsellor):
    day = clock.today()
    screen(counsellor, case, {"level": "intensive"})
    with clock.at(day + dt.timedelta(days=90)):
        screen(counsellor, case, {"level": "intensive"}, debt_weight="", debt_remark="")
        page = text_of(counsellor.client.get(address(case, "screenings")))
    assert page.count("Schuldbemiddeling") == 2  # what stands in the way now, and the first screening itself


# -- who sees what


def test_a_colleague_of_the_team_is_not_asked_and_not_told_of_health(case, counsellor, colleague):
    screen(counsellor, case, {"level": "intensive"})
    for name in ("screening", "screenings"):
        page = colleague.client.get(address(case, name)).content.decode()
        assert "Rugoperatie" not in page, name
        assert "health" not in page, name
    assert "debt_weight" not in colleague.client.get(address(case)).content.decode(), "sees welfare, does not change it"
    colleague.client.post(address(case), SAID | {"follows": "1"})
    colleague.client.post(address(case, "screening_decision"), {"level": "sector"})
    second = Screening.objects.get(number=2)
    assert {threshold.domain for threshold in second.thresholds.all()} <= {
        "language",
        "digital",
        "mobility",
        "childcare",
    }


def test_a_draft_shows_no_more_than_one_may_still_change(case, counsellor, colleague):
    counsellor.client.post(address(case, "screening_draft"), SAID)
    actions.assign(case.now, colleague.professional, by=counsellor.actor)
    page = counsellor.client.get(address(case)).content.decode()
    assert "Rugoperatie" not in page
    assert "Schuldbemiddeling" not in page
    assert "Kasten maken" in page


def test_the_action_refuses_a_life_domain_that_one_may_not_change(case, colleague):
    from aanboord.core.errors import NotAllowed
    from aanboord.dossiers.actions import screening

    with pytest.raises(NotAllowed):
        screening.complete(
            case.now,
            by=colleague.actor,
            conversation="phone",
            level=ServiceLevel.SECTOR,
            answers={},
            thresholds=[Weighed("health", 2, "x")],
        )
    assert not Screening.objects.exists()


def test_nothing_that_was_typed_stands_in_the_journal(case, counsellor):
    screen(counsellor, case, {"level": "intensive"})
    told = json.dumps(list(Event.objects.filter(stream_id=case.dossier.pk).values_list("data", flat=True)))
    for words in ("Rugoperatie", "Schuldbemiddeling", "hout", "Kasten"):
        assert words not in told


def test_a_coach_cannot_screen(case, coach, counsellor):
    case.screened()
    case.followed_by(coach)
    for name in ("screening", "screening_decision", "screenings"):
        assert coach.client.get(address(case, name)).status_code == 403
    assert coach.client.post(address(case, "screening_draft"), SAID).status_code == 403


def test_the_citizen_can_read_that_the_form_with_all_domains_was_opened(case, counsellor):
    counsellor.client.get(address(case))
    look = Look.objects.latest("pk")
    assert set(look.parts.split()) == {"identity", "screening", "welfare", "health"}


def test_a_closed_dossier_is_not_screened(case, counsellor):
    counsellor.client.post(address(case), SAID)
    actions.close(case.now, "verhuisd", by=counsellor.actor)
    assert counsellor.client.post(address(case, "screening_decision"), {"level": "sector"}).status_code == 409
    assert not Screening.objects.exists()


def test_the_first_call_to_an_early_school_leaver_is_made_by_the_screening(counsellor):
    from aanboord.dossiers.actions.registration import Status
    from aanboord.people.models import StatusKind
    from aanboord.terms.models import Term

    case = world.Case(
        world.register(counsellor, statuses=(Status(StatusKind.EARLY_LEAVER, clock.today()),)), counsellor
    )
    assert "Neem contact op met deze vroege schoolverlater" in text_of(counsellor.client.get(address(case, "dossier")))
    screen(counsellor, case, {"level": "intensive"})
    assert Term.objects.get(subject=case.dossier.pk, code="school-leaver-contact").met_on == clock.today()
