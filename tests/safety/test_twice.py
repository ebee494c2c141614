"""The same form twice, and two people at once: each change once, the second one told, nothing broken."""

import datetime as dt
import threading
from collections import Counter

import pytest
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse

from aanboord.core import clock
from aanboord.core.access import Role
from aanboord.core.errors import Invalid, WrongState
from aanboord.dossiers.actions import appointments, dossier, plan, work
from aanboord.dossiers.models import Involvement
from aanboord.journal.models import Event
from aanboord.people import actions as people
from aanboord.people.models import StatusKind
from tests import world

from .crawling import Crawler
from .stage import Stage

#: A file that is asked for twice is handed out twice, and each time it is on record.
MAY_COME_TWICE = {"list.exported"}


def forms(stage, role):
    known = {}
    for seen in Crawler(stage.client(role)).walk(*stage.starts(role)):
        for form in seen.page.forms if seen.page else ():
            if form.method == "post" and not form.route.startswith(("account_", "mfa_", "demo_")):
                known.setdefault(form.kind, form)
    return known.values()


@pytest.mark.parametrize("role", ["counsellor", "team-lead", "coach", "data-steward", "citizen"])
def test_a_form_that_is_sent_twice_says_its_thing_once(role):
    stage = Stage()
    faults = []
    for form in forms(stage, role):
        with transaction.atomic():
            crawler = Crawler(stage.client(role))
            before = Event.objects.count()
            kinds, answers = [], []
            data = form.data()
            for _ in range(2):
                for file in data.values():
                    if hasattr(file, "seek"):
                        file.seek(0)
                answers.append(crawler.send(form, data, keep=True).answer)
                kinds.append(Counter(Event.objects.order_by("pk").values_list("kind", flat=True)[before:]))
            faults += [f"{form.route}: {one.status_code}" for one in answers if one.status_code >= 500]
            if twice := (set(kinds[1] - kinds[0]) - MAY_COME_TWICE):
                faults.append(f"{form.route}: {twice} again")
            first, second = (answer.headers.get("Location") for answer in answers)
            if first and first != second:
                faults.append(f"{form.route}: led to {first}, then to {second}")
            transaction.set_rollback(True)
    assert not faults


def step(case):
    return work.plan_placement(
        case.now,
        by=case.by.actor,
        instrument="ibo",
        host="X",
        starts_on=clock.today(),
        ends_on=clock.today() + dt.timedelta(days=9),
        hours_per_week=20,
        goals="x",
    )


def meeting(case, days):
    with clock.at(clock.now() - dt.timedelta(days=5)):
        return appointments.make_appointment(
            case.now, by=case.by.actor, kind="phone", at=clock.now() + dt.timedelta(days=days)
        )


def mandate(case):
    return people.give_mandate(case.person, world.ocmw_of().unit, given_on=clock.today(), by=case.by.actor)


#: What can be done to a thing once: how it is made, and what two people then do, each with the thing as he saw it.
ONCE = {
    "end a status": (lambda case: case.person.statuses.get(), lambda it, by: people.end_status(it, on=it.since, by=by)),
    "withdraw a mandate": (mandate, lambda it, by: people.withdraw_mandate(it, by=by)),
    "send a partner away": (
        lambda case: case.followed_by(world.ocmw_of().worker(Role.SOCIAL_WORKER), Involvement.Kind.FOLLOWS),
        lambda it, by: dossier.release(it, by=by),
    ),
    "let a case rest": (lambda case: case.now, lambda it, by: dossier.suspend(it, "ziek", by=by)),
    "close a case": (lambda case: case.now, lambda it, by: dossier.close(it, "klaar", by=by)),
    "reach a goal": (
        lambda case: plan.set_goal(case.now, "Kok", by=case.by.actor),
        lambda it, by: plan.reach_goal(it, by=by),
    ),
    "settle an agreement": (lambda case: case.agreed(), lambda it, by: plan.settle(it, "done", by=by)),
    "call a meeting off": (lambda case: meeting(case, 9), lambda it, by: appointments.cancel_appointment(it, by=by)),
    "hold a meeting": (lambda case: meeting(case, 1), lambda it, by: appointments.hold(it, True, by=by)),
    "begin a step": (step, lambda it, by: work.start_placement(it, by=by)),
    "call a step off": (step, lambda it, by: work.cancel_placement(it, by=by)),
    "end a step": (lambda case: case.placed(), lambda it, by: work.end_placement(it, early_reason="x", by=by)),
    "end work": (lambda case: case.working(), lambda it, by: work.end_work(it, "x", by=by)),
    "start to work": (
        lambda case: case.now,
        lambda it, by: work.start_work(
            it, employer="X", contract="permanent", hours_per_week=20, started_on=clock.today(), by=by
        ),
    ),
}


@pytest.mark.parametrize("what", ONCE)
def test_who_comes_second_is_told(case, what):
    """Both saw the thing as it was: the second finds it changed, and leaves no event."""
    make, act = ONCE[what]
    case.screened()
    thing = make(case)
    one, two = (type(thing).objects.get(pk=thing.pk) for _ in range(2))
    act(one, case.by.actor)
    events = Event.objects.count()
    with pytest.raises((WrongState, Invalid)):
        act(two, case.by.actor)
    assert Event.objects.count() == events


def test_no_step_is_planned_for_who_works_since_a_moment(case):
    case.screened()
    seen = case.now
    assert seen.state
    case.working()
    with pytest.raises(WrongState):
        work.plan_placement(
            seen,
            by=case.by.actor,
            instrument="ibo",
            host="X",
            starts_on=clock.today(),
            ends_on=clock.today(),
            hours_per_week=20,
            goals="x",
        )


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    """Two people press a button at the same moment."""

    def press(self, *sends):
        """What each gets; all send at once, each from a connection of his own."""
        together, answers = threading.Barrier(len(sends)), []

        def send(one):
            together.wait()
            answers.append(one().status_code)
            connections.close_all()

        threads = [threading.Thread(target=send, args=[one]) for one in sends]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sorted(answers)

    def browsers(self, *workers):
        clients = [worker.client for worker in workers]
        for client in clients:
            client.raise_request_exception = False
        return clients

    def at(self, case, name):
        return reverse(f"dossiers:{name}", args=[case.dossier.pk])

    def test_a_screening_is_finished_once(self, case, counsellor, colleague):
        one, two = self.browsers(counsellor, colleague)
        for client in (one, two):
            client.post(self.at(case, "screening"), {"follows": "0", "job_target": "kok", "next": "x"})
        sent = {"level": "intensive"}
        answers = self.press(
            *(lambda client=client: client.post(self.at(case, "screening_decision"), sent) for client in (one, two))
        )
        assert answers == [302, 409]
        assert case.dossier.screenings.count() == 1

    def test_a_status_is_recorded_once(self, case, counsellor, colleague):
        sent = {"kind": "newcomer", "since": clock.today()}
        answers = self.press(
            *(
                lambda client=client: client.post(self.at(case, "record_status"), sent)
                for client in self.browsers(counsellor, colleague)
            )
        )
        assert set(answers) <= {302, 409}
        assert case.person.statuses.filter(kind=StatusKind.NEWCOMER).count() == 1

    def test_a_dossier_is_taken_on_by_one(self, case, counsellor, colleague):
        dossier.assign(case.now, None, by=counsellor.actor)
        sent = {"version": case.now.version}
        answers = self.press(
            *(
                lambda client=client: client.post(self.at(case, "assign"), sent)
                for client in self.browsers(counsellor, colleague)
            )
        )
        assert answers == [302, 409]
        assert Event.objects.filter(kind="dossier.assigned").count() == 2

    def test_a_partner_is_brought_in_once(self, case, counsellor, colleague):
        unit = world.ocmw_of().unit
        address = f"{self.at(case, 'involve')}?unit={unit.pk}"
        answers = self.press(
            *(
                lambda client=client: client.post(address, {"kind": "follows"})
                for client in self.browsers(counsellor, colleague)
            )
        )
        assert set(answers) <= {200, 302, 409, 422}
        assert case.dossier.involvements.count() == 1

    def test_a_mandate_is_given_once(self, case, counsellor, colleague):
        sent = {"organisation": str(world.ocmw_of().unit.pk), "given_on": clock.today()}
        answers = self.press(
            *(
                lambda client=client: client.post(self.at(case, "give_mandate"), sent)
                for client in self.browsers(counsellor, colleague)
            )
        )
        assert set(answers) <= {302, 409}
        assert case.person.mandates.count() == 1
        assert Event.objects.filter(kind="mandate.given").count() == 1

    def test_a_note_pressed_twice_by_one_is_no_crash(self, case, counsellor):
        [client] = self.browsers(counsellor)
        other = Client()
        other.cookies = client.cookies
        answers = self.press(
            *(lambda one=one: one.post(self.at(case, "file"), {"text": "x"}) for one in (client, other))
        )
        assert answers == [302, 302]
