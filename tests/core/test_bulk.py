"""Writing many at once leaves the database as writing them one by one does."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aanboord.core import bulk, clock
from aanboord.dossiers.models import Draft, Placement
from aanboord.journal.models import Event, Stream
from aanboord.people.models import NameToken, Person, StatusPeriod
from tests import world

pytestmark = pytest.mark.django_db
TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=30)
QUIET = settings(suppress_health_check=[*HealthCheck], deadline=None, max_examples=30)


def person(**fields) -> Person:
    one = Person(**({"family_name": "Peeters", "given_name": "An"} | fields))
    one.set_keys()
    return one


PEOPLE = st.lists(
    st.builds(
        person,
        family_name=TEXTS.filter(str.strip),
        address=TEXTS,
        birth_date=st.none() | st.dates(),
        interpreter=st.booleans(),
        channel=st.sampled_from(["phone", "letter"]),
    ),
    max_size=8,
)


def content(model, **selected) -> list[dict]:
    return list(model.objects.filter(**selected).order_by("pk").values())


@given(PEOPLE)
@QUIET
def test_people_inserted_at_once_are_those_that_were_saved_one_by_one(people):
    keys = [one.pk for one in people]
    with transaction.atomic():
        Person.objects.bulk_create(people)
        expected = content(Person, pk__in=keys)
        transaction.set_rollback(True)
    bulk.insert(people)
    assert content(Person, pk__in=keys) == expected
    assert not any(one._state.adding for one in people)
    Person.objects.filter(pk__in=keys).delete()


def test_every_kind_of_field_makes_the_trip(case):
    """Decimals, days, moments, JSON, references, choices."""
    case.screened()
    placement = Placement(
        dossier=case.now,
        instrument="ibo",
        host="De Spaander “ê” 🚲",
        starts_on=dt.date(2026, 3, 1),
        ends_on=dt.date(2026, 9, 30),
        hours_per_week=Decimal("37.5"),
        goals="Regel een\nregel twee\ttab;\\.",
    )
    status = StatusPeriod(
        person=case.person,
        kind="student",
        since=dt.date(2020, 1, 1),
        until=None,
        source="test",
        recorded_at=dt.datetime(2026, 3, 29, 2, 30, 0, 123456, tzinfo=dt.UTC),
        details={"a": [1, None, "é"], "b": {"c": 1.5}},
    )
    for one in (placement, status):
        bulk.insert([one])
        kept = type(one).objects.get(pk=one.pk)
        for field in one._meta.concrete_fields:
            assert getattr(kept, field.attname) == getattr(one, field.attname), field.name


def test_keys_that_the_database_gives_go_up_in_the_order_of_the_rows(case):
    tokens = [NameToken(person=case.person, token=f"woord{number}") for number in range(5)]
    bulk.insert(tokens)
    keys = [token.pk for token in tokens]
    assert keys == sorted(set(keys))
    assert list(NameToken.objects.filter(pk__in=keys).order_by("pk").values_list("token", flat=True)) == [
        token.token for token in tokens
    ]
    later = NameToken.objects.create(person=case.person, token="later")
    assert later.pk > keys[-1]


def test_what_the_database_fills_in_is_left_to_it(case):
    """Each event knows the transaction that wrote it."""
    assert Event.objects.filter(stream=case.dossier.pk).exclude(transaction=None).exists()
    fields = {field.name for field in Event._meta.concrete_fields if field.has_db_default()}
    assert fields == {"transaction"}


def test_nothing_is_inserted_without_a_question_to_the_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        bulk.insert([])
        bulk.insert_values(NameToken, ("person", "token"), [])
        bulk.upsert(Stream, ("id", "length", "head"), [], update=("length",))


@pytest.mark.parametrize("size", [1, 3, 2000])
def test_many_take_as_few_queries_as_one(case, size, django_assert_max_num_queries):
    somebody = case.person
    with django_assert_max_num_queries(2):
        bulk.insert([NameToken(person=somebody, token=f"w{number}") for number in range(size)])
    assert NameToken.objects.filter(person=somebody, token__startswith="w").count() == size


def test_an_invariant_of_the_database_holds_for_many_as_for_one():
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert([person(), person(family_name="")])
    assert not Person.objects.filter(given_name="An").exists()


@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 4), st.integers(0, 99)), max_size=5, unique_by=lambda row: row[0]), max_size=5
    )
)
@QUIET
def test_an_upsert_writes_what_is_new_and_changes_the_named_fields_of_what_is_there(batches):
    keys = [uuid.UUID(int=number + 1) for number in range(5)]
    expected: dict[uuid.UUID, tuple[int, str]] = {}
    for number, batch in enumerate(batches):
        bulk.upsert(
            Stream,
            ("id", "length", "head"),
            [(keys[at], value, f"h{number}") for at, value in batch],
            update=("length",),
        )
        for at, value in batch:
            expected[keys[at]] = (value, expected.get(keys[at], (0, f"h{number}"))[1])
    kept = {
        key: (length, head)
        for key, length, head in Stream.objects.filter(pk__in=keys).values_list("pk", "length", "head")
    }
    assert kept == expected
    Stream.objects.filter(pk__in=keys).delete()


def test_an_upsert_that_updates_nothing_leaves_what_is_there():
    key = uuid.uuid4()
    bulk.upsert(Stream, ("id", "length", "head"), [(key, 3, "a")], update=())
    bulk.upsert(Stream, ("id", "length", "head"), [(key, 9, "b"), (uuid.uuid4(), 1, "c")], update=())
    assert Stream.objects.get(pk=key).length == 3
    assert Stream.objects.count() == 2


def test_values_are_inserted_for_the_named_fields_in_any_order(case):
    bulk.insert_values(NameToken, ("token", "person"), [("een", case.person.pk), ("twee", case.person.pk)])
    assert NameToken.objects.filter(person=case.person, token__in=["een", "twee"]).count() == 2


def test_a_text_full_of_signs_of_the_copy_format_stays_as_it_is(counsellor):
    awkward = ["\\N", "\\.", "a\tb", "a\nb", "a\\b", '"', "'; DROP TABLE", "%s %(x)s", "{}", "\ufeff", "null"]
    drafts = [
        Draft(
            account=counsellor.account, form=f"f{number}", subject=uuid.uuid4(), data={"t": text}, saved_at=clock.now()
        )
        for number, text in enumerate(awkward)
    ]
    bulk.insert(drafts)
    assert {one.data["t"] for one in Draft.objects.all()} == set(awkward)
    tokens = [NameToken(person=world.register(counsellor).person, token=text) for text in awkward]
    bulk.insert(tokens)
    assert [NameToken.objects.get(pk=token.pk).token for token in tokens] == awkward


def test_a_reference_to_nobody_is_refused_before_the_transaction_ends():
    with transaction.atomic():
        bulk.insert([NameToken(person_id=uuid.uuid4(), token="niemand")])
        with pytest.raises(IntegrityError):
            connection.check_constraints()
        transaction.set_rollback(True)
    assert not NameToken.objects.exists()
