"""The laws of the importer: any bytes end in a report, any order in the same registry, a second time in nothing."""

from __future__ import annotations

import datetime as dt
import io
import itertools

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aanboord.core import clock
from aanboord.core.access import Actor
from aanboord.core.identifiers import Sex, fictional_insz
from aanboord.dossiers.models import Dossier, Registration
from aanboord.exchange import importing
from aanboord.exchange import queries as exchange
from aanboord.exchange.models import Delivery, Hold, QuarantinedRow, Statement
from aanboord.exchange.reasons import COLUMN_NAMES, REASONS
from aanboord.exchange.registrations import COLUMNS, Source, UnreadableFile
from aanboord.journal import seal
from aanboord.people.models import Mandate, Person, PossibleDuplicate, StatusPeriod
from aanboord.terms.models import Term
from tests.exchange.deliveries import SINCE, SOUND, every_source

pytestmark = pytest.mark.django_db
LAWS = settings(suppress_health_check=[*HealthCheck], deadline=None, max_examples=25)
PLATFORM = Actor.system()
PEOPLE = [fictional_insz(dt.date(1980 + number, 5, 17), 3, Sex.FEMALE) for number in range(3)]
DAYS = [dt.date(2026, 1, 5) + dt.timedelta(days=30 * number) for number in range(8)]


def delivery_of(source: Source, rows: list[dict[str, str]]) -> bytes:
    lines = [";".join((SOUND[source] | row)[column] for column in COLUMNS[source]) for row in rows]
    return "\n".join([";".join(COLUMNS[source]), *lines, ""]).encode()


def taken(content: bytes, source: Source = Source.RVA) -> Delivery:
    file = io.BytesIO(content)
    sha256, size = importing.digest(file)
    return importing.carry_out(file, importing.begin(source, "x.csv", sha256, size, by=PLATFORM), by=PLATFORM)


#: What rows say of three people: each day at most once for each, so that the days tell what is newest.
ROWS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(DAYS),
        st.sampled_from(["44021", "11002", "24062"]),
        st.sampled_from(["Vermeulen", "Vermeulen-Maes"]),
        st.integers(60, 70),
    ),
    max_size=8,
    unique_by=lambda row: row[:2],
).map(
    lambda rows: [
        {
            "insz": PEOPLE[who].digits,
            "datum_begin": day.isoformat(),
            "nis": nis,
            "naam": name,
            "dagen_tijdelijk_werkloos": str(days),
        }
        for who, day, nis, name, days in rows
    ]
)


def registry() -> dict[str, list]:
    """What is known of whom, without when it was written and by which key."""
    of_person = "person__insz"
    return {
        "people": sorted(Person.objects.values_list("insz", "family_name", "given_name", "municipality", "as_of")),
        "statuses": sorted(StatusPeriod.objects.values_list(of_person, "kind", "since", "until", "source")),
        "statements": sorted(Statement.objects.values_list(of_person, "source", "since", "fingerprint", "held")),
        "dossiers": sorted(Dossier.objects.values_list(of_person, "state", "opened_on", "next_due", "next_term")),
        "mandates": sorted(Mandate.objects.values_list(of_person, "organisation", "given_on")),
    }


def written() -> dict[str, int]:
    models = (
        Person,
        Dossier,
        Registration,
        StatusPeriod,
        Statement,
        Mandate,
        Term,
        QuarantinedRow,
        Hold,
        PossibleDuplicate,
    )
    return {model.__name__: model.objects.count() for model in models}


@given(ROWS, st.randoms(use_true_random=False))
@LAWS
def test_any_order_of_the_rows_ends_in_the_same_registry(rows, dice):
    ends = []
    shuffled = [*rows]
    dice.shuffle(shuffled)
    for order in (rows, shuffled, [*reversed(rows)]):
        with transaction.atomic():
            counts = taken(delivery_of(Source.RVA, order)).counts
            told = registry()
            ends.append(
                (told["people"], told["statuses"], told["statements"], counts["read"], counts["not_applicable"])
            )
            transaction.set_rollback(True)
    assert ends[0] == ends[1] == ends[2]


@given(ROWS, st.integers(0, 8))
@LAWS
def test_one_file_or_two_makes_no_difference(rows, cut):
    ends = []
    for parts in ([rows], [rows[:cut], rows[cut:]]):
        with transaction.atomic():
            for part in parts:
                taken(delivery_of(Source.RVA, part))
            ends.append(registry())
            transaction.set_rollback(True)
    assert ends[0] == ends[1]


@given(ROWS)
@LAWS
def test_a_second_time_changes_nothing_and_says_so(rows):
    with transaction.atomic():
        first = taken(delivery_of(Source.RVA, rows))
        before, content = written(), registry()
        again = taken(delivery_of(Source.RVA, rows))
        assert (written(), registry()) == (before, content)
        assert (again.counts["registered"], again.counts["merged"]) == (0, 0)
        assert (
            again.counts["unchanged"] == first.counts["registered"] + first.counts["merged"] + first.counts["unchanged"]
        )
        assert not list(seal.verify())
        transaction.set_rollback(True)


@given(ROWS)
@LAWS
def test_a_person_is_known_once_with_one_open_status_of_a_kind_and_clocks_of_her_own(rows):
    with transaction.atomic():
        taken(delivery_of(Source.RVA, rows))
        applying = {row["insz"] for row in rows if int(row["dagen_tijdelijk_werkloos"]) > 65}
        assert set(Person.objects.values_list("insz", flat=True)) == applying
        for person in Person.objects.all():
            [status] = person.statuses.filter(until=None)
            newest = max(
                row["datum_begin"]
                for row in rows
                if row["insz"] == person.insz and int(row["dagen_tijdelijk_werkloos"]) > 65
            )
            assert status.since.isoformat() == newest
            assert set(Term.objects.open().filter(subject=person.pk).values_list("code", flat=True)) == {
                "screening",
                "training-offer",
            }
        transaction.set_rollback(True)


JUNK = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=100).map(str.encode),
    st.lists(
        st.sampled_from([b";", b"\n", b'"', b"\0", b"\xff", b"44021", b"2026-01-23", b"leefloon", b"\r", b",", b"ja"]),
        max_size=60,
    ).map(b"".join),
)


@every_source
@given(body=JUNK)
@settings(suppress_health_check=[*HealthCheck], deadline=None, max_examples=25)
def test_any_bytes_under_a_header_are_carried_out_to_the_end_and_every_row_is_accounted_for(source, body):
    content = ";".join(COLUMNS[source]).encode() + b"\n" + body
    with transaction.atomic():
        done = taken(content, source)
        counts = done.counts
        assert done.state == Delivery.State.FINISHED
        assert counts["read"] == sum(counts[name] for name in counts if name != "read")
        assert QuarantinedRow.objects.count() == counts["quarantined"]
        for row in QuarantinedRow.objects.all():
            assert row.reason in REASONS
            assert "\0" not in row.raw
            assert all(column in COLUMN_NAMES or not column for _code, column, _words in row.faults)
        transaction.set_rollback(True)


@given(JUNK)
@LAWS
def test_any_bytes_at_all_are_carried_out_or_refused_whole(content):
    before = written()
    with transaction.atomic():
        try:
            taken(content)
        except UnreadableFile as refusal:
            refused = refusal.code
        else:
            refused = ""
        assert refused in ("", "empty", "format", "columns")
        assert not refused or written() == before
        transaction.set_rollback(True)


@every_source
def test_each_column_that_is_wrong_is_told_by_a_name_that_a_form_shows(source):
    assert set(COLUMNS[source]) <= set(COLUMN_NAMES)
    rows = [{column: "???"} for column in COLUMNS[source]]
    with transaction.atomic():
        taken(delivery_of(source, rows), source)
    assert {row.reason for row in QuarantinedRow.objects.all()} <= set(REASONS)


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 6, 7])
def test_a_delivery_that_ends_on_the_edge_of_a_chunk_loses_no_row(size, monkeypatch):
    monkeypatch.setattr(importing, "CHUNK", 3)
    rows = [{"insz": fictional_insz(dt.date(1970, 1, 1 + number), 0, Sex.MALE).digits} for number in range(size)]
    assert taken(delivery_of(Source.RVA, rows)).counts["registered"] == size


@every_source
@pytest.mark.parametrize("days", [0, 1, 364, 365, 366, -30])
def test_how_old_news_was_on_arrival_is_kept_in_days_from_none_to_a_year(source, days):
    with clock.at(dt.date(2026, 11, 22)):
        since = clock.today() - dt.timedelta(days=days)
        row = {SINCE[source]: since.isoformat(), "insz": PEOPLE[0].digits}
        done = taken(delivery_of(source, [row]), source)
        assert done.counts["registered"] == 1
        assert done.delays == {str(min(max(days, 0), 365)): 1}


@given(st.dictionaries(st.integers(0, 30), st.integers(1, 5), max_size=8))
def test_the_median_is_that_of_the_values_written_out(counts):
    values = sorted(itertools.chain.from_iterable([value] * count for value, count in counts.items()))
    assert exchange.median(counts) == (values[(len(values) - 1) // 2] if values else None)


def test_a_source_that_never_delivered_is_neither_late_nor_in_time():
    for freshness in exchange.freshness():
        assert (freshness.last, freshness.delay, freshness.silent_days, freshness.late) == (None, None, None, False)
