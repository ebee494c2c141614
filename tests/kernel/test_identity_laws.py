"""Who somebody is: found when she may be known already, registered once, merged without loss, whatever the order."""

import datetime as dt
import itertools
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aanboord.core import clock
from aanboord.core.access import Actor, Purpose
from aanboord.core.identifiers import Sex, fictional_insz
from aanboord.core.names import POSSIBLY_SAME, similarity
from aanboord.dossiers.actions import dossier as dossiers
from aanboord.dossiers.actions import plan, registration, work
from aanboord.dossiers.actions.merge import FARTHEST_LAST, merge
from aanboord.dossiers.actions.registration import Arrival, Outcome, Status
from aanboord.dossiers.models import Dossier, Registration
from aanboord.journal import seal
from aanboord.journal.models import Event
from aanboord.people import actions as people_actions
from aanboord.people import lookalikes
from aanboord.people.models import Person, PossibleDuplicate, StatusKind, StatusPeriod
from aanboord.terms.models import Term
from tests import world

pytestmark = pytest.mark.django_db
LAWS = settings(suppress_health_check=[*HealthCheck], deadline=None, max_examples=25)
BORN = dt.date(1988, 3, 7)

PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(["Peeters", "Peters", "Van den Broeck", "Vandenbroeck", "Öztürk", "Oezturk", "Maes"]),
        st.sampled_from(["Sofie", "Sophie", "An", "Jan", "Jan Baptist"]),
        st.sampled_from([None, BORN, dt.date(1988, 7, 3), dt.date(1990, 1, 1)]),
    ),
    min_size=2,
    max_size=6,
)


def saved(rows) -> list[Person]:
    return [
        Person.objects.create(family_name=family, given_name=given, birth_date=born) for family, given, born in rows
    ]


def worth_a_look(one: Person, other: Person) -> bool:
    """What the review list promises: a like name and a birth date that agrees; without one, a name spelled alike."""
    if similarity(lookalikes.spelled(one), lookalikes.spelled(other)) < POSSIBLY_SAME:
        return False
    dated = one.birth_date is not None and other.birth_date is not None
    return dated or one.family_key == other.family_key


class TestLookalikes:
    @given(PEOPLE)
    @LAWS
    def test_the_review_list_holds_exactly_the_pairs_that_are_worth_a_look(self, rows):
        with transaction.atomic():
            people = saved(rows)
            lookalikes.find(people)
            expected = {
                (min(one.pk, other.pk), max(one.pk, other.pk))
                for one, other in itertools.combinations(people, 2)
                if worth_a_look(one, other)
            }
            assert set(PossibleDuplicate.objects.values_list("first", "second")) == expected
            transaction.set_rollback(True)

    @given(PEOPLE, st.randoms(use_true_random=False))
    @LAWS
    def test_it_is_the_same_however_people_come_in(self, rows, dice):
        with transaction.atomic():
            people = saved(rows)
            lookalikes.find(people)
            at_once = set(PossibleDuplicate.objects.values_list("first", "second", "likeness"))
            PossibleDuplicate.objects.all().delete()
            dice.shuffle(people)
            for person in people:
                lookalikes.find([person])
            lookalikes.find(people)
            assert set(PossibleDuplicate.objects.values_list("first", "second", "likeness")) == at_once
            transaction.set_rollback(True)

    def test_who_was_merged_is_nobodys_lookalike(self):
        one, other = saved([("Peeters", "An", BORN)] * 2)
        Person.objects.filter(pk=other.pk).update(merged_into=one)
        lookalikes.find([one])
        assert not PossibleDuplicate.objects.exists()

    def test_a_decision_stays_when_the_two_come_along_again(self, data_steward, counsellor):
        one, other = (world.register(counsellor, insz=None, family_name="Claes", given_name="An").person for _ in "ab")
        pair = PossibleDuplicate.objects.get()
        steward = data_steward.acting(Purpose.QUALITY)
        people_actions.decide_duplicate(pair, PossibleDuplicate.State.DIFFERENT, by=steward)
        lookalikes.find([one, other])
        assert PossibleDuplicate.objects.get().state == PossibleDuplicate.State.DIFFERENT
        assert lookalikes.waiting(one) == lookalikes.waiting(other) == []

    def test_each_of_a_pair_is_told_of_the_other(self):
        one, other = saved([("Peeters", "An", BORN), ("Peters", "An", BORN)])
        lookalikes.find([one])
        assert lookalikes.waiting(one) == [other]
        assert lookalikes.waiting(other) == [one]


NUMBERS = [fictional_insz(dt.date(1980, 1, 1), number, Sex.FEMALE).digits for number in range(3)]
ARRIVALS = st.lists(
    st.builds(
        lambda number, name, kind, days, way: Arrival(
            name,
            "Zoë",
            way,
            insz=number,
            municipality=world.municipality(),
            statuses=(Status(kind, clock.today() - dt.timedelta(days=days)),),
            source="test",
        ),
        st.sampled_from(NUMBERS),
        st.sampled_from(["Peeters", "Maes"]),
        st.sampled_from([StatusKind.JOB_SEEKER, StatusKind.EARLY_LEAVER, StatusKind.SICKNESS]),
        st.integers(0, 300),
        st.sampled_from([Registration.Way.COUNTER, Registration.Way.FILE]),
    ),
    min_size=1,
    max_size=6,
)


def kept() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Person, Dossier, Registration, StatusPeriod, Term, Event))


class TestRegistration:
    @given(ARRIVALS)
    @LAWS
    def test_many_at_once_are_what_they_are_one_by_one(self, counsellor, arrivals):
        by, ends = counsellor.acting(Purpose.INTAKE), []
        for batches in ([arrivals], [[one] for one in arrivals]):
            with transaction.atomic():
                outcomes = [one.outcome for batch in batches for one in registration.register_all(batch, by=by)]
                statuses = sorted(StatusPeriod.objects.values_list("person__insz", "kind", "since"))
                names = sorted(Person.objects.values_list("insz", "family_name"))
                ends.append((outcomes, statuses, names, kept()))
                transaction.set_rollback(True)
        assert ends[0] == ends[1]

    @given(ARRIVALS)
    @LAWS
    def test_the_last_thing_said_again_changes_nothing(self, counsellor, arrivals):
        with transaction.atomic():
            by = counsellor.acting(Purpose.INTAKE)
            registration.register_all(arrivals, by=by)
            before = kept()
            assert registration.register(arrivals[-1], by=by).outcome == Outcome.UNCHANGED
            assert kept() == before
            transaction.set_rollback(True)

    @given(ARRIVALS)
    @LAWS
    def test_whoever_comes_however_often_has_one_dossier_and_one_clock_for_each_duty(self, counsellor, arrivals):
        with transaction.atomic():
            registration.register_all(arrivals, by=counsellor.acting(Purpose.INTAKE))
            assert Person.objects.count() == Dossier.objects.count() == len({one.insz for one in arrivals})
            for dossier in Dossier.objects.all():
                codes = list(Term.objects.open().filter(subject=dossier.pk).values_list("code", flat=True))
                assert len(codes) == len(set(codes))
                assert {"screening", "training-offer"} <= set(codes)
                first = Term.objects.running().filter(subject=dossier.pk).order_by("due_on", "code").first()
                assert (dossier.next_due, dossier.next_term) == (first.due_on, first.code)
                leaver = dossier.person.statuses.filter(kind=StatusKind.EARLY_LEAVER).exists()
                assert ("school-leaver-contact" in codes) == leaver
            assert not list(seal.verify())
            transaction.set_rollback(True)


LIVES = ["registered", "screened", "planned", "in-step", "working", "resting", "closed", "durable"]


def lived(counsellor, life: str) -> world.Case:
    """A case that got that far."""
    case = world.Case(world.register(counsellor), counsellor)
    by = counsellor.actor
    if life not in ("registered", "resting", "closed"):
        case.screened()
    match life:
        case "planned":
            case.agreed()
            plan.set_goal(case.now, "Bakker worden", by=by)
        case "in-step":
            case.placed()
        case "working":
            case.working()
        case "durable":
            job = case.working(started_on=clock.today() - dt.timedelta(days=200))
            work.record_aftercare(job, by=by, month=6, still_working=True)
        case "resting":
            dossiers.suspend(case.now, "Ziek", by=by)
        case "closed":
            dossiers.close(case.now, "Verhuisd", by=by)
    dossiers.add_note(case.now, life, by=by)
    return case


class TestMerge:
    @pytest.mark.parametrize(("one", "other"), [*itertools.product(LIVES, LIVES)])
    def test_two_lives_become_one_without_losing_anything(self, counsellor, data_steward, one, other):
        stays, ends = lived(counsellor, one), lived(counsellor, other)
        states = [stays.now.state, ends.now.state]
        before = hers(stays, ends)
        by = data_steward.acting(Purpose.QUALITY)
        merge(stays.person, ends.person, by=by)
        assert hers(stays) == before
        assert not any(hers(ends).values())
        dossier = stays.now
        assert dossier.state == max(states, key=FARTHEST_LAST.index)
        assert ends.now.state == Dossier.State.CLOSED
        assert Person.objects.get(pk=ends.person.pk).merged_into_id == stays.person.pk
        opened = list(Term.objects.open().filter(subject=dossier.pk).values_list("code", "anchor"))
        assert len(opened) == len(set(opened))
        first = Term.objects.running().filter(subject=dossier.pk).order_by("due_on", "code").first()
        assert (dossier.next_due, dossier.next_term) == ((first.due_on, first.code) if first else (None, ""))
        assert not Term.objects.filter(subject=ends.dossier.pk).exists()
        numbers = list(dossier.screenings.order_by("number").values_list("number", flat=True))
        assert numbers == [*range(1, len(numbers) + 1)]
        assert dossier.placements.filter(state="running").count() <= 1
        assert not list(seal.verify())


def hers(*cases: world.Case) -> dict[str, int]:
    """How many records point to these people, besides those that say by what she is found and who takes part."""
    keys = [case.dossier.pk for case in cases]
    counted = {}
    for room in ("people", "dossiers", "exchange"):
        for model in apps.get_app_config(room).get_models():
            if model.__name__ in ("NameToken", "PossibleDuplicate", "Involvement", "Dossier", "Person", "StatusPeriod"):
                continue
            for field in model._meta.concrete_fields:
                if isinstance(field, models.ForeignKey) and field.related_model in (Person, Dossier):
                    counted[f"{model.__name__}.{field.name}"] = model._base_manager.filter(
                        **{f"{field.name}__in": keys}
                    ).count()
    return counted


def test_the_hours_of_a_step_come_along_to_the_cent(counsellor, data_steward):
    stays, ends = lived(counsellor, "registered"), lived(counsellor, "screened")
    ends.placed(hours_per_week=Decimal("19.5"))
    merge(stays.person, ends.person, by=data_steward.acting(Purpose.QUALITY))
    assert stays.now.placements.get().hours_per_week == Decimal("19.5")


def test_the_platform_merges_nobody(counsellor):
    one, other = (world.register(counsellor).person for _ in "ab")
    with pytest.raises(dossiers.NotAllowed):
        merge(one, other, by=Actor.system(Purpose.QUALITY))
