"""Many dossiers to one colleague: a preview that changes nothing, a report that hides nothing."""

import threading
import uuid

import pytest
from django.db import connection

from aanboord.core.access import Purpose, Role
from aanboord.directory.models import Membership
from aanboord.dossiers.actions import dossier as actions
from aanboord.dossiers.models import Registration
from aanboord.journal.models import Event, Look, Notification
from tests import world

from .conftest import unassign
from .reading import source, text

ADDRESS = "/werklijst/toewijzen/"


def post(worker, cases, to, *, confirm=False, seen=None):
    """What the page sends: ticked rows, or from the preview the rows with whom they were shown."""
    picked = [f"{case.dossier.pk}:{shown}" for case, shown in zip(cases, seen, strict=True)] if confirm else None
    data = {"dossier": picked or [case.dossier.pk for case in cases], "to": to.professional.pk, "query": "tab=team"}
    return worker.client.post(ADDRESS, data | ({"confirm": "yes"} if confirm else {}))


def confirmed(worker, cases, to):
    """Confirm a preview that was right when it was made."""
    seen = [case.now.counsellor_id or "" for case in cases]
    return lambda: post(worker, cases, to, confirm=True, seen=seen)


def assigned(case):
    return Event.objects.filter(stream_id=case.dossier.pk, kind="dossier.assigned").count()


def test_a_team_lead_sees_first_what_would_happen(team_lead, colleague, counsellor, registered):
    one, other = registered("Aerts"), registered("Baert")
    unassign(other)
    preview = post(team_lead, [one, other], colleague)
    shown = text(preview)
    assert "2 dossiers toewijzen aan Jonas De Wilde?" in shown
    assert "Aerts, An Katrien Claes Jonas De Wilde wordt toegewezen" in shown
    assert "Baert, An niemand Jonas De Wilde wordt toegewezen" in shown
    assert (one.now.counsellor, other.now.counsellor) == (counsellor.professional, None)
    assert assigned(one) == assigned(other) == Notification.objects.count() == 0


def test_confirmed_it_is_done_told_and_reported(team_lead, colleague, registered):
    cases = [registered("Aerts"), registered("Baert")]
    report = confirmed(team_lead, cases, colleague)()
    assert "2 dossiers toegewezen aan Jonas De Wilde" in text(report)
    for case in cases:
        assert case.now.counsellor == colleague.professional
        event = Event.objects.get(stream_id=case.dossier.pk, kind="dossier.assigned")
        assert (event.purpose, event.role) == (Purpose.STEERING, Role.TEAM_LEAD)
        assert Notification.objects.filter(professional=colleague.professional, event=event).exists()


def test_what_cannot_be_done_is_reported_and_the_rest_is_done(
    team_lead, colleague, counsellor, social_worker, registered
):
    good, done, elsewhere = registered("Goed"), registered("Klaar", by=colleague), registered("Elders")
    actions.involve(elsewhere.now, social_worker.membership.unit, by=counsellor.actor, kind="follows")
    ocmw_lead = world.ocmw_of().worker(Role.TEAM_LEAD)
    cases = [good, done]
    preview = text(post(team_lead, cases, colleague))
    assert "1 dossier toewijzen" in preview
    assert "Klaar, An Jonas De Wilde – wordt niet toegewezen Was al toegewezen aan deze collega." in preview
    report = text(confirmed(team_lead, cases, colleague)())
    assert "1 dossier toegewezen" in report
    assert good.now.counsellor == colleague.professional
    followed = text(post(ocmw_lead, [elsewhere], social_worker))
    assert "Dat beslist de organisatie die het dossier in handen heeft: VDAB Regio Gent." in followed


def test_a_dossier_that_changed_hands_since_the_preview_stays_as_it_is(team_lead, colleague, counsellor, registered):
    case = registered("Aerts")
    other = world.vdab_office().worker(Role.COUNSELLOR, "Derde Collega")
    stale = confirmed(team_lead, [case], colleague)
    actions.assign(case.now, other.professional, by=counsellor.actor)
    report = text(stale())
    assert "0 dossiers toegewezen" in report
    assert "Is intussen aan iemand anders toegewezen." in report
    assert case.now.counsellor == other.professional


def test_two_leads_with_the_same_selection_do_not_undo_each_other(team_lead, colleague, registered):
    second_lead = world.vdab_office().worker(Role.TEAM_LEAD)
    other = world.vdab_office().worker(Role.COUNSELLOR, "Derde Collega")
    cases = [registered(f"Naam {n}") for n in range(3)]
    first, second = confirmed(team_lead, cases, colleague), confirmed(second_lead, cases, other)
    assert "3 dossiers toegewezen aan Jonas De Wilde" in text(first())
    late = text(second())
    assert "0 dossiers toegewezen aan Derde Collega" in late
    assert late.count("Is intussen aan iemand anders toegewezen.") == 3
    assert {case.now.counsellor for case in cases} == {colleague.professional}
    assert [assigned(case) for case in cases] == [1, 1, 1]


def test_what_is_not_there_for_the_reader_is_counted_and_not_named(team_lead, colleague, social_worker, registered):
    hidden = registered(
        "Geheim",
        by=social_worker,
        way=Registration.Way.MANDATE,
        mandate_to=social_worker.membership.unit,
        mandate_given_on=world.clock.today(),
        statuses=(world.registration.Status(world.StatusKind.LIVING_WAGE, world.clock.today()),),
    )
    assert hidden.now.lead == social_worker.membership.unit
    shown = registered("Zichtbaar")
    answer = team_lead.client.post(
        ADDRESS,
        {
            "dossier": [hidden.dossier.pk, uuid.uuid4(), "geen nummer", shown.dossier.pk],
            "to": colleague.professional.pk,
        },
    )
    assert "2 gekozen dossiers zijn er niet (meer) voor jou." in text(answer)
    assert "Geheim" not in source(answer)
    assert not Look.objects.filter(person=hidden.dossier.pk, account=team_lead.account).exists()


def test_a_colleague_who_left_the_team_gets_nothing(team_lead, colleague, registered):
    case = registered("Aerts")
    Membership.objects.filter(professional=colleague.professional).update(until=world.clock.today().replace(year=2020))
    answer = team_lead.client.post(
        ADDRESS, {"dossier": [case.dossier.pk], "to": colleague.professional.pk}, follow=True
    )
    assert "Die collega werkt niet in je team." in text(answer)


def test_nothing_ticked_is_said_and_leads_back_to_the_same_list(team_lead, colleague):
    answer = team_lead.client.post(
        ADDRESS, {"to": colleague.professional.pk, "query": "tab=unassigned&due=overdue"}, follow=True
    )
    assert answer.redirect_chain == [("/werklijst/?tab=unassigned&due=overdue", 302)]
    assert "Kies eerst een of meer dossiers." in text(answer)


def test_a_caseworker_takes_on_what_nobody_has_and_nothing_else(counsellor, colleague, registered):
    free, taken = registered("Vrij"), registered("Bezet", by=colleague)
    unassign(free)
    page = counsellor.client.get("/werklijst/?tab=unassigned")
    assert "Op mij nemen…" in text(page)
    assert "Toewijzen…" not in text(counsellor.client.get("/werklijst/?tab=team"))
    # Whom she names makes no difference: she takes on for herself.
    report = text(post(counsellor, [free, taken], colleague, confirm=True, seen=["", colleague.professional.pk]))
    assert "1 dossier toegewezen aan Katrien Claes" in report
    assert "Een teamverantwoordelijke verdeelt wat al iemand heeft." in report
    assert (free.now.counsellor, taken.now.counsellor) == (counsellor.professional, colleague.professional)


def test_a_coach_divides_nothing(coach, case):
    case.followed_by(coach)
    assert "Toewijzen" not in text(coach.client.get("/werklijst/"))
    assert post(coach, [case], coach).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_who_take_on_the_same_dossier_at_the_same_moment(transactional_db):
    one, other = (world.vdab_office().worker(Role.COUNSELLOR, name) for name in ("Eerste", "Tweede"))
    case = world.Case(world.register(one), one)
    unassign(case)
    together, answers = threading.Barrier(2), {}

    def take(worker):
        client = worker.client
        together.wait()
        try:
            data = {"dossier": [f"{case.dossier.pk}:"], "confirm": "yes"}
            answers[worker.professional.pk] = text(client.post(ADDRESS, data))
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=[worker]) for worker in (one, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    winner = case.now.counsellor_id
    assert "1 dossier toegewezen" in answers.pop(winner)
    [late] = answers.values()
    assert "Is intussen aan iemand anders toegewezen." in late
    assert assigned(case) == 1
