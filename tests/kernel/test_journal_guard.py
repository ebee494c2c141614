"""The journal cannot be changed unseen: the database refuses, and what goes past the database is found."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from typer.testing import CliRunner

from aanboord.core import clock
from aanboord.core.access import Part, Relation
from aanboord.journal import protection, queries, seal
from aanboord.journal.append import event_hash
from aanboord.journal.commands import commands
from aanboord.journal.looks import looked, searched
from aanboord.journal.models import Checkpoint, Event, Look, Search, Stream
from tests import unguarded, world

TABLES = [*protection.TABLES]


def run(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def written(case, counsellor):
    """Some of everything that the journal keeps."""
    case.screened()
    looked(counsellor.actor, {case.dossier.pk: Relation.OWN}, {Part.IDENTITY, Part.PLAN})
    searched(counsellor.actor, "vermeulen", 1)
    return case


@pytest.mark.parametrize("table", TABLES)
class TestTheDatabaseRefuses:
    @pytest.fixture(autouse=True)
    def sealed(self, written):
        Checkpoint.objects.create(at=clock.now(), last_event=0, last_look=0, hash="x" * 64)

    def refused(self, statement, *values):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            run(statement, *values)

    def test_an_update(self, table):
        self.refused(f"UPDATE {table} SET id = id + 1000")

    def test_an_update_that_changes_nothing(self, table):
        self.refused(f"UPDATE {table} SET id = id WHERE id = (SELECT MIN(id) FROM {table})")

    def test_a_delete(self, table):
        self.refused(f"DELETE FROM {table} WHERE id = (SELECT MIN(id) FROM {table})")

    def test_emptying_the_table(self, table):
        connection.check_constraints()  # else what is not checked yet stands in the way before the guard does
        self.refused(f"TRUNCATE {table} CASCADE" if connection.vendor == "postgresql" else f"DELETE FROM {table}")

    def test_putting_a_row_in_the_place_of_another(self, table):
        row = f"SELECT * FROM {table} ORDER BY id LIMIT 1"
        if connection.vendor == "postgresql":
            self.refused(f"INSERT INTO {table} {row} ON CONFLICT (id) DO UPDATE SET id = EXCLUDED.id")
        else:
            self.refused(f"INSERT OR REPLACE INTO {table} {row}")


@pytest.mark.django_db
def test_the_database_keeps_the_first_of_two_looks_in_a_list(case, counsellor):
    looked(counsellor.actor, {case.dossier.pk: Relation.OWN}, {Part.IDENTITY}, Look.Kind.LIST)
    before = list(Look.objects.values())
    copied = [field.column for field in Look._meta.fields if field.name not in ("id", "at", "role", "transaction")]
    names = ", ".join(f'"{name}"' for name in copied)
    row = f"SELECT {names}, 'citizen', '2020-01-01 00:00:00+00' FROM journal_look WHERE kind = 'list'"
    if connection.vendor == "postgresql":
        key = "ON CONFLICT (account_id, person, day, parts) WHERE kind = 'list' DO UPDATE SET at = EXCLUDED.at"
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            run(f"INSERT INTO journal_look ({names}, role, at) {row} {key}")
    else:
        run(
            f'INSERT OR REPLACE INTO journal_look ({names}, role, at, "transaction") {row.replace(" FROM", ", 0 FROM")}'
        )
    assert list(Look.objects.values()) == before


@pytest.mark.parametrize("model", [Event, Look, Search, Checkpoint], ids=lambda model: model.__name__.lower())
class TestTheModelsCannot:
    @pytest.fixture(autouse=True)
    def sealed(self, written):
        Checkpoint.objects.create(at=clock.now(), last_event=0, last_look=0, hash="x" * 64)

    def refused(self, do):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            do()

    def test_save_a_row_again(self, model):
        self.refused(model.objects.order_by("pk").first().save)

    def test_update_rows(self, model):
        self.refused(lambda: model.objects.update(at=clock.now()))

    def test_update_in_bulk(self, model):
        self.refused(lambda: model.objects.bulk_update(model.objects.all(), ["at"]))

    def test_delete_rows(self, model):
        self.refused(lambda: model.objects.filter(pk__gt=0)._raw_delete("default"))

    def test_insert_over_a_row(self, model):
        rows = list(model.objects.all())
        self.refused(
            lambda: model.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=["at"])
        )


@pytest.mark.django_db
def test_migrating_guards_what_is_unguarded():
    unguarded.take_off()
    assert protection.unprotected() == TABLES
    protection.protect()
    assert protection.unprotected() == []


@pytest.mark.django_db
def test_verify_says_when_the_guards_are_off():
    unguarded.take_off()
    assert {breach.where for breach in seal.verify()} == set(TABLES)


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_verify_says_when_a_table_is_gone(written, table):
    run(f"ALTER TABLE {table} RENAME TO gone")
    assert [(breach.where, breach.what) for breach in seal.verify()] == [(table, "the table is gone")]


def breaches() -> list[str]:
    return [f"{breach.where}: {breach.what}" for breach in seal.verify() if breach.where not in TABLES]


class TestTampering:
    """By somebody with full power over the database."""

    @pytest.fixture
    def sealed(self, written, monkeypatch):
        monkeypatch.setattr(queries, "FIRST_UNDER_WAY", "SELECT 9223372036854775807")  # the test's own is sealed too
        written.agreed()
        assert seal.checkpoint() is not None
        assert not list(seal.verify())
        unguarded.take_off()
        return written

    def event(self, case, number):
        return Event.objects.get(stream=case.dossier.pk, number=number)

    def test_changed_data_is_found(self, sealed):
        Event.objects.filter(pk=self.event(sealed, 2).pk).update(data={"level": "self-reliant"})
        assert breaches() == [f"stream {sealed.dossier.pk}, event 2: content was changed"]

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("kind", "screening.repeated"),
            ("at", dt.datetime(2020, 1, 1, tzinfo=dt.UTC)),
            ("person", None),
            ("part", ""),
            ("professional", None),
            ("account", None),
            ("unit", None),
            ("role", "coach"),
            ("purpose", "quality"),
            ("ground", "geen"),
        ],
    )
    def test_a_changed_field_is_found(self, sealed, field, value):
        Event.objects.filter(pk=self.event(sealed, 2).pk).update(**{field: value})
        assert breaches() == [f"stream {sealed.dossier.pk}, event 2: content was changed"]

    def test_another_actor_is_found(self, sealed, colleague):
        Event.objects.filter(pk=self.event(sealed, 1).pk).update(professional=colleague.professional)
        assert breaches() == [f"stream {sealed.dossier.pk}, event 1: content was changed"]

    def test_an_event_taken_out_of_the_middle_is_found(self, sealed):
        run("DELETE FROM journal_event WHERE id = %s", self.event(sealed, 2).pk)
        found = breaches()
        assert f"stream {sealed.dossier.pk}, event 3: event 2 is missing" in found
        assert f"stream {sealed.dossier.pk}, event 3: does not follow the event before it" in found

    def test_a_tail_that_is_cut_off_is_found_by_the_head(self, sealed):
        run("DELETE FROM journal_event WHERE stream_id = %s AND number = 3", self.key(sealed))
        assert f"stream {sealed.dossier.pk}: ends at event 2, its head says 3" in breaches()

    def test_a_tail_that_is_cut_off_with_its_head_set_back_is_found_by_the_seal(self, sealed):
        run("DELETE FROM journal_event WHERE stream_id = %s AND number = 3", self.key(sealed))
        Stream.objects.filter(pk=sealed.dossier.pk).update(length=2, head=self.event(sealed, 2).hash)
        assert [found.partition(":")[0] for found in breaches()] == [f"checkpoint {Checkpoint.objects.get().pk}"]

    def test_a_stream_that_is_removed_whole_is_found_by_the_seal(self, sealed):
        run("DELETE FROM journal_event WHERE stream_id = %s", self.key(sealed))
        Stream.objects.filter(pk=sealed.dossier.pk).delete()
        assert [found.partition(":")[0] for found in breaches()] == [f"checkpoint {Checkpoint.objects.get().pk}"]

    def test_a_head_that_is_removed_is_found(self, sealed):
        head = Stream.objects.get(pk=sealed.dossier.pk)
        run("DELETE FROM journal_stream WHERE id = %s", self.key(sealed))
        assert breaches() == [f"stream {sealed.dossier.pk}: has events and no head"]
        head.save(force_insert=True)  # the events point to it when the test ends

    def test_events_in_another_order_are_found(self, sealed):
        first, second = self.event(sealed, 2), self.event(sealed, 3)
        for pk, number in ((first.pk, 1003), (second.pk, 2), (first.pk, 3)):
            run("UPDATE journal_event SET number = %s WHERE id = %s", number, pk)
        found = breaches()
        for number in (2, 3):
            assert f"stream {sealed.dossier.pk}, event {number}: content was changed" in found
            assert f"stream {sealed.dossier.pk}, event {number}: does not follow the event before it" in found

    def test_a_forged_hash_is_found_by_the_chain(self, sealed):
        event = self.event(sealed, 2)
        event.data = {"level": "self-reliant"}
        Event.objects.filter(pk=event.pk).update(data=event.data, hash=event_hash(event))
        assert f"stream {sealed.dossier.pk}, event 3: does not follow the event before it" in breaches()

    def test_a_chain_that_is_forged_to_its_end_is_found_by_the_seal(self, sealed):
        previous = self.event(sealed, 1).hash
        for number in (2, 3):
            event = self.event(sealed, number)
            event.data, event.previous = {"forged": True}, previous
            event.hash = previous = event_hash(event)
            Event.objects.filter(pk=event.pk).update(data=event.data, previous=event.previous, hash=event.hash)
        Stream.objects.filter(pk=sealed.dossier.pk).update(head=previous)
        assert [found.partition(":")[0] for found in breaches()] == [f"checkpoint {Checkpoint.objects.get().pk}"]

    def test_a_look_that_is_removed_is_found(self, sealed):
        run("DELETE FROM journal_look")
        assert [found.partition(":")[0] for found in breaches()] == [f"checkpoint {Checkpoint.objects.get().pk}"]

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("at", dt.datetime(2020, 1, 1, tzinfo=dt.UTC)),
            ("day", dt.date(2020, 1, 1)),
            ("parts", "identity"),
            ("professional", None),
            ("relation", "team"),
            ("purpose", "quality"),
            ("kind", "letter"),
        ],
    )
    def test_a_changed_look_is_found(self, sealed, field, value):
        Look.objects.update(**{field: value})
        assert [found.partition(":")[0] for found in breaches()] == [f"checkpoint {Checkpoint.objects.get().pk}"]

    @pytest.mark.parametrize("field", ["last_event", "last_look", "hash", "previous", "at"])
    def test_a_changed_checkpoint_is_found(self, sealed, field):
        values = {"hash": "0" * 64, "previous": "0" * 64, "at": clock.now() - dt.timedelta(days=1)}
        Checkpoint.objects.update(**{field: values.get(field, 0)})
        assert f"checkpoint {Checkpoint.objects.get().pk}" in {found.partition(":")[0] for found in breaches()}

    def test_a_checkpoint_taken_out_of_the_middle_is_found(self, sealed, counsellor):
        for _ in range(2):
            looked(counsellor.actor, {sealed.dossier.pk: Relation.OWN}, {Part.PLAN})
            seal.checkpoint()
        _, middle, last = Checkpoint.objects.order_by("pk").values_list("pk", flat=True)
        run("DELETE FROM journal_checkpoint WHERE id = %s", middle)
        assert f"checkpoint {last}: does not follow the checkpoint before it" in breaches()

    def test_verify_names_places_and_never_a_person(self, sealed):
        Event.objects.update(data={})
        assert sealed.person.family_name not in " ".join(breaches())

    def key(self, case) -> str:
        return str(case.dossier.pk) if connection.vendor == "postgresql" else case.dossier.pk.hex


class TestSealing:
    def test_a_seal_covers_all_that_settled_and_the_next_one_what_came_since(self, transactional_db, written):
        first = seal.checkpoint()
        written.agreed()
        second = seal.checkpoint()
        assert first.last_event < second.last_event
        assert second.previous == first.hash
        assert not list(seal.verify())

    def test_where_nothing_is_new_there_is_no_seal(self, transactional_db, written):
        seal.checkpoint()
        assert seal.checkpoint() is None

    def test_an_empty_journal_needs_no_seal(self, transactional_db):
        assert seal.checkpoint() is None
        assert not list(seal.verify())

    def test_events_and_looks_of_a_past_that_a_demo_plays_are_sealed_at_once(self, transactional_db, counsellor):
        with clock.at(dt.date(2025, 3, 3)):
            case = world.Case(world.register(counsellor), counsellor)
            looked(counsellor.actor, {case.dossier.pk: Relation.OWN}, {Part.IDENTITY})
        made = seal.checkpoint()
        assert made.last_event == Event.objects.order_by("-pk").first().pk
        assert made.last_look == Look.objects.get().pk
        with clock.at(dt.date(2025, 3, 4)):
            case.screened()
            assert seal.checkpoint().last_event == made.last_event + 1
        assert not list(seal.verify())

    def test_the_command_says_that_all_is_intact_and_fails_when_it_is_not(self, transactional_db, written):
        assert CliRunner().invoke(commands, ["checkpoint"]).exit_code == 0
        intact = CliRunner().invoke(commands, ["verify"])
        assert (intact.exit_code, intact.output.split(":")[0]) == (0, "Intact")
        unguarded.take_off()
        Event.objects.update(ground="geen")
        broken = CliRunner().invoke(commands, ["verify", "--json"])
        assert broken.exit_code == 1
        assert '"intact": false' in broken.output

    def test_emptying_the_database_for_the_next_test_guards_the_journal_again(self, transactional_db):
        call_command("flush", interactive=False, verbosity=0)
        assert protection.unprotected() == []


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_a_guard_of_the_right_name_that_refuses_nothing_is_no_guard(table):
    if connection.vendor == "postgresql":
        run("CREATE FUNCTION let_go() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'")
        run(
            f"CREATE OR REPLACE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION let_go()"
        )
        run(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_append_only")
    else:
        run(f"DROP TRIGGER {table}_no_delete")
        run(f"CREATE TRIGGER {table}_no_delete BEFORE delete ON {table} BEGIN SELECT 1; END")
    assert protection.unprotected() == [table]
    protection.protect()
    assert protection.unprotected() == []


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="the triggers of SQLite call no function")
def test_guards_whose_function_lets_go_are_no_guards():
    run("CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'")
    assert protection.unprotected() == TABLES
    protection.protect()
    assert protection.unprotected() == []
