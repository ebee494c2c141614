"""An action changes and tells, both or neither; and its event holds nothing that somebody typed."""

import ast
import datetime as dt
import enum
import json
import re
import uuid
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, models
from hypothesis import given
from hypothesis import strategies as st

import aanboord
from aanboord.core import actions, clock
from aanboord.core.access import Actor, Part, Purpose, Relation, Role
from aanboord.core.actions import acting, action, note, plain, record
from aanboord.core.errors import Invalid, NotAllowed
from aanboord.directory import actions as directory
from aanboord.directory.models import Account, Organisation
from aanboord.dossiers.actions import appointments, caseload, contact, dossier, exports, letters, merge, plan, work
from aanboord.dossiers.actions import estimates as estimates
from aanboord.dossiers.models import Agreement, Dossier, EstimateModel, Note
from aanboord.journal.append import append
from aanboord.journal.looks import looked
from aanboord.journal.models import Event, Look, Notification, Stream
from aanboord.people import actions as people
from aanboord.people.models import Person, PossibleDuplicate, StatusKind
from aanboord.terms.models import Term
from tests import world

from .marked import MARKS, PDF, mark, marked_case


class Colour(enum.Enum):
    RED = "red"


@action("test.told", part=Part.PLAN)
def tell(subject: Dossier, *, by: Actor, **told: object) -> Dossier:
    return subject


@action("test.argued", part=Part.PLAN)
def argue(
    subject: Dossier, text: str, *, by: Actor, kind: str, number: int, day: dt.date, who: Person, colour: Colour
) -> Agreement:
    """What is made here has a `kind` that the database checks, and a `text` that it does not."""
    return Agreement(dossier=subject, kind=kind, text=text)


@action("test.noted", part=Part.PLAN)
def noting(subject: Dossier, number: int, *, by: Actor) -> Dossier:
    note(number=None, outcome="met", day=dt.date(2026, 1, 2))
    return subject


@action("test.many", part=None, roles={Role.COUNSELLOR})
def many(subjects: list[Dossier], *, by: Actor) -> None:
    for subject in subjects:
        record(subject, part=Part.PLAN, number=1)


@action("test.broken", part=Part.PLAN)
def broken(subject: Dossier, error: Exception | None = None, *, by: Actor) -> Dossier:
    Note.objects.create(dossier=subject, text="half", by_id=by.professional_id)
    if error:
        raise error
    return subject


@action("test.nested", part=Part.PLAN)
def nested(subject: Dossier, *, by: Actor) -> Dossier:
    noting(subject, 1, by=by)
    note(outer=True)
    return subject


def events_of(case: world.Case) -> list[Event]:
    return list(Event.objects.filter(stream=case.dossier.pk).order_by("number"))


class TestOneEvent:
    def test_says_who_did_what_about_whom_for_whom_on_what_ground(self, case, counsellor):
        with clock.at(dt.datetime(2026, 5, 4, 9, 30, tzinfo=clock.ZONE)):
            tell(case.dossier, by=counsellor.actor)
            event = Event.objects.order_by("-pk").first()
            assert event.at == clock.now()
        assert (event.kind, event.stream_id, event.person, event.part) == (
            "test.told",
            case.dossier.pk,
            case.dossier.pk,
            "plan",
        )
        assert event.account == counsellor.account
        assert event.professional == counsellor.professional
        assert event.unit == counsellor.membership.unit
        assert (event.role, event.purpose) == ("counsellor", "guidance")
        assert "AVG" in event.ground

    def test_holds_of_the_arguments_numbers_days_records_and_codes_and_no_text(self, case, counsellor):
        argue(
            case.dossier,
            "Jan is ziek",
            by=counsellor.actor,
            kind="training",
            number=3,
            day=dt.date(2026, 1, 2),
            who=case.person,
            colour=Colour.RED,
        )
        assert events_of(case)[-1].data == {
            "kind": "training",
            "number": 3,
            "day": "2026-01-02",
            "who": {"model": "people.person", "id": str(case.dossier.pk)},
            "colour": "red",
        }

    @pytest.mark.parametrize("told", ["ziekte", ["ziekte"], {"reden": "ziekte"}, object(), None, b"ziekte"])
    def test_leaves_out_whatever_could_hold_what_was_typed(self, case, counsellor, told):
        tell(case.dossier, by=counsellor.actor, told=told)
        assert events_of(case)[-1].data == {}

    def test_is_added_to_by_what_the_action_notes_and_loses_what_it_notes_as_none(self, case, counsellor):
        noting(case.dossier, 3, by=counsellor.actor)
        assert events_of(case)[-1].data == {"outcome": "met", "day": "2026-01-02"}

    def test_goes_to_each_thing_that_an_action_over_many_recorded(self, case, counsellor):
        other = world.Case(world.register(counsellor), counsellor)
        many([case.dossier, other.dossier], by=counsellor.actor)
        for one in (case, other):
            assert [event.kind for event in events_of(one)] == ["person.registered", "test.many"]

    def test_of_an_action_within_an_action_stands_before_that_of_the_whole(self, case, counsellor):
        nested(case.dossier, by=counsellor.actor)
        inner, outer = events_of(case)[-2:]
        assert (inner.kind, outer.kind) == ("test.noted", "test.nested")
        assert outer.data == {"outer": True}
        assert "outer" not in inner.data

    def test_of_something_that_is_nobodys_goes_to_a_stream_of_its_own(self, data_steward):
        unit = world.ocmw_of().unit
        directory.rename(unit, "OCMW Gent en omstreken", by=data_steward.actor)
        event = Event.objects.get()
        assert (event.stream_id, event.person, event.part, event.data) == (unit.pk, None, "", {})


class TestNothingRemains:
    def remains_nothing(self, case, do, error):
        before = Event.objects.count(), Stream.objects.values("length", "head").get(pk=case.dossier.pk)
        with pytest.raises(error):
            do()
        assert not Note.objects.exists()
        assert (Event.objects.count(), Stream.objects.values("length", "head").get(pk=case.dossier.pk)) == before

    def test_of_an_action_that_refuses(self, case, counsellor):
        refusal = Invalid({"text": "nee"})
        self.remains_nothing(case, lambda: broken(case.dossier, refusal, by=counsellor.actor), Invalid)

    def test_of_an_action_that_fails(self, case, counsellor):
        self.remains_nothing(
            case, lambda: broken(case.dossier, ZeroDivisionError(), by=counsellor.actor), ArithmeticError
        )

    def test_of_an_action_whose_event_cannot_be_written(self, case, counsellor, monkeypatch):
        def full(entries):
            raise IntegrityError("the disk is full")

        monkeypatch.setattr(actions, "_journal", [full])
        self.remains_nothing(case, lambda: broken(case.dossier, by=counsellor.actor), IntegrityError)

    def test_of_an_action_when_telling_others_of_it_fails(self, case, counsellor, monkeypatch):
        def fails(*args, **kwargs):
            raise ZeroDivisionError

        monkeypatch.setattr(Notification.objects, "bulk_create", fails)
        self.remains_nothing(case, lambda: dossier.close(case.now, "Verhuisd", by=counsellor.actor), ArithmeticError)
        assert case.now.state == Dossier.State.REGISTERED

    def test_of_an_action_that_the_gate_refuses(self, case, coach):
        self.remains_nothing(case, lambda: broken(case.dossier, by=coach.actor), NotAllowed)

    def test_of_an_action_that_is_not_for_this_role(self, case, coach):
        self.remains_nothing(case, lambda: many([case.dossier], by=coach.actor), NotAllowed)


def test_state_changes_only_inside_an_action():
    for change in (acting, lambda: note(number=1), lambda: record(None)):
        with pytest.raises(RuntimeError, match="only inside an action"):
            change()


def test_an_event_is_written_in_the_transaction_of_its_change(transactional_db):
    with pytest.raises(AssertionError, match="in the transaction of the change"):
        append([actions.Entry("test", uuid.uuid4(), Actor.system())])


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.decimals() | st.uuids(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.sets(st.integers()),
    )
)
def test_whatever_is_noted_can_be_kept_as_json(value):
    kept = json.loads(json.dumps(plain(value), allow_nan=False))
    assert kept == plain(value)
    assert "\\u0000" not in json.dumps(kept)


def test_a_record_is_noted_as_its_identity_never_as_its_content(case):
    assert plain(case.person) == {"model": "people.person", "id": str(case.dossier.pk)}


def test_a_decimal_is_noted_without_loss():
    assert plain(Decimal("38.00")) == "38.00"


SOURCES = Path(aanboord.__file__).parent


def kinds(room: str) -> set[str]:
    """Every kind of event that the actions of a room declare."""
    found = set()
    for path in (SOURCES / room).rglob("actions*/**/*.py") if (SOURCES / room / "actions").is_dir() else []:
        found |= _declared(path)
    if (SOURCES / room / "actions.py").is_file():
        found |= _declared(SOURCES / room / "actions.py")
    return found


def _declared(path: Path) -> set[str]:
    """The first argument of each `@action(...)`, and of each `record(thing, kind)`."""
    return {
        argument.value
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("action", "record")
        for argument in node.args[:2]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


def everything_happens(counsellor, colleague, team_lead, coach, data_steward) -> set[str]:
    """Every action of the directory, people and dossiers at least once; returns all that was typed."""
    case = marked_case(counsellor)
    by, lead, steward = counsellor.actor, team_lead.acting(Purpose.STEERING), data_steward.acting(Purpose.QUALITY)
    platform = Actor.system(Purpose.STEERING)
    plans, steps, who = mark(Part.PLAN), mark(Part.PLACEMENTS), mark(Part.IDENTITY)
    today = clock.today()

    status = people.record_status(case.person, StatusKind.SICKNESS, since=today, source=who, by=by)
    people.end_status(status, on=today, by=by)
    newcomer = Person(given_name="Voornaam", family_name=who)
    people.open_account(newcomer, Account.objects.create(username="burger"), by=Actor.system())
    ocmw = world.ocmw_of().unit
    people.withdraw_mandate(people.give_mandate(case.person, ocmw, given_on=today, by=by), by=by)

    involvement = case.followed_by(coach)
    dossier.assign_many([case.now], colleague.professional, by=lead)
    dossier.assign(case.now, counsellor.professional, by=by)
    contact.make_contact(case.now, by=by, next_contact_on=today)
    letters.keep_letter(case.now, "plan", plans, ContentFile(PDF), by=by, part=Part.PLAN)
    exports.export_list(counsellor.membership.unit, people=3, reason=exports.Reason.DIVIDE, by=by)

    plan.discuss(
        case.now,
        [plan.Proposal(plans, "training", today, domain="debt", under_new_goal=True)],
        by=by,
        goal=plans,
        not_yet=plans,
        look_again_on=today + dt.timedelta(days=9),
    )
    plan.reach_goal(case.goal, by=by)
    plan.drop_goal(plan.set_goal(case.now, plans, by=by), by=by)
    plan.settle(case.agreed(text=plans, due_on=today + dt.timedelta(days=1)), Agreement.State.DONE, by=by)
    appointment = case.appointment
    appointments.remind_of(appointment, by=platform)
    appointments.cancel_appointment(
        appointments.make_appointment(
            case.now, by=by, kind="video", at=clock.now() + dt.timedelta(days=1), place=plans, about=plans
        ),
        by=by,
    )
    with clock.at(today + dt.timedelta(days=30)):
        plan.tell_overdue(case.agreement, by=platform)
        plan.escalate(Agreement.objects.get(pk=case.agreement.pk), by=platform)
        appointments.hold(appointment, True, by=by, report=plans)
        appointments.report(appointment, plans, by=by)
    work.cancel_placement(case.placement, by=by)
    with clock.at(today + dt.timedelta(days=40)):
        work.record_aftercare(case.employment, by=by, month=1, still_working=True, text=steps)
    dossier.release(involvement, by=by)
    caseload.give_back(case.now.lead, counsellor.professional, by=platform)
    dossier.assign(case.now, counsellor.professional, by=by)
    dossier.close(case.now, plans, by=by)

    twin, third = (world.register(counsellor, family_name=who, given_name="Voornaam", insz=None) for _ in "ab")
    merge.merge(case.person, twin.person, by=steward)
    pair = sorted((case.person, third.person), key=lambda one: one.pk)
    doubt, _ = PossibleDuplicate.objects.get_or_create(first=pair[0], second=pair[1], defaults={"likeness": 0.9})
    people.decide_duplicate(doubt, PossibleDuplicate.State.DIFFERENT, by=steward)

    old, new = (world.team(Organisation.Kind.PARTNER, f"{who} {number}").unit for number in range(2))
    member = world.Team(old).worker(Role.COACH, who).membership
    directory.rename(old, f"{who} anders", by=steward)
    directory.set_contact_point(old, world.municipality(), by=steward, name=who, phone="0470 99 88 77", response_days=2)
    follower = world.Case(world.register(counsellor), counsellor).followed_by(world.Worker(member.professional, member))
    directory.merge_into(old, new, by=steward)
    assert Event.objects.filter(stream=follower.dossier_id, kind="dossier.unit-succeeded").exists()
    directory.end_membership(new.memberships.get(), on=today, by=steward)

    model = EstimateModel(basis="fictional", content={})
    estimates.keep(model, by=Actor.system())
    estimates.switch(model, False, by=steward)
    person = case.person
    return {*MARKS.values(), person.insz or "-", person.phone, person.email, "Voornaam"}


def test_no_action_leaves_what_was_typed_or_who_it_is_about_in_its_event(
    counsellor, colleague, team_lead, coach, data_steward
):
    typed = everything_happens(counsellor, colleague, team_lead, coach, data_steward)
    happened = set(Event.objects.values_list("kind", flat=True))
    assert kinds("directory") | kinds("people") | kinds("dossiers") <= happened
    for event in Event.objects.all():
        told = json.dumps(event.data, ensure_ascii=False)
        assert not [text for text in typed if text in told], (event.kind, told)


def test_no_look_holds_more_than_whose_file_and_which_parts(case, counsellor):
    looked(counsellor.actor, {case.dossier.pk: Relation.OWN}, {Part.IDENTITY, Part.PLAN})
    texts = [field.name for field in Look._meta.fields if isinstance(field, models.CharField | models.TextField)]
    look = Look.objects.get()
    assert {name: getattr(look, name) for name in texts} == {
        "kind": "file",
        "parts": "identity plan",
        "role": "counsellor",
        "relation": "own",
        "purpose": "guidance",
    }


def test_terms_tell_codes_and_no_reasons(case, counsellor):
    dossier.suspend(case.now, "Een operatie aan de knie", by=counsellor.actor)
    dossier.resume(case.now, by=counsellor.actor)
    dossier.close(case.now, "Verhuisd naar Spanje", by=counsellor.actor)
    told = " ".join(json.dumps(event.data) for event in events_of(case))
    assert not re.search("operatie|knie|Spanje", told)
    assert set(Term.objects.values_list("lapse_reason", flat=True)) == {"dossier.closed"}


def test_a_document_is_told_under_the_rights_of_its_part(case, counsellor):
    file = SimpleUploadedFile("attest.pdf", PDF)
    dossier.add_document(case.now, file, "Attest", by=counsellor.actor, part=Part.HEALTH)
    assert events_of(case)[-1].part == Part.HEALTH
