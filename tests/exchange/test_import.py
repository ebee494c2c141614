"""`aanboord import-registrations`, as who runs it sees it."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aanboord.core import clock
from aanboord.core.access import Part
from aanboord.dossiers.models import Dossier
from aanboord.exchange import importing
from aanboord.exchange.actions import deliveries
from aanboord.exchange.models import Delivery, Hold, QuarantinedRow
from aanboord.journal import seal
from aanboord.journal.models import Event
from aanboord.journal.queries import timeline
from aanboord.people.models import Person, StatusPeriod
from aanboord.terms.models import Term
from tests import world
from tests.exchange.deliveries import COLUMNS, INSZ, OTHER_INSZ, PERSON, SOUND, Source, every_source
from tests.exchange.importing import aanboord, carried_out, held, imported, many, written

pytestmark = pytest.mark.django_db

RVA = ";".join(COLUMNS[Source.RVA])


def delivered(shared: Path, source: Source) -> Path:
    return shared / f"data/registrations/{source.value}.csv"


@every_source
def test_a_messy_delivery_counts_as_expected_first_dry_then_for_good_then_as_nothing_new(shared, source):
    expected = json.loads((shared / f"data/registrations/{source.value}.expected.json").read_text("utf-8"))
    file = delivered(shared, source)
    before = held()
    assert imported(file, source, apply=False) == expected
    assert held() == before
    assert not Delivery.objects.exists()
    assert imported(file, source) == expected
    after = held()
    again = expected | {
        "registered": 0,
        "merged": 0,
        "unchanged": expected["registered"] + expected["merged"] + expected["unchanged"],
    }
    assert imported(file, source, apply=False) == again
    assert imported(file, source) == again
    assert held() == after
    assert not list(seal.verify())


def test_every_row_that_could_not_be_taken_is_kept_as_it_came_with_its_reason(shared):
    file = delivered(shared, Source.RVA)
    counts = imported(file)
    lines = file.read_bytes().splitlines()
    kept = list(QuarantinedRow.objects.all())
    assert len(kept) == counts["quarantined"]
    for row in kept:
        assert row.faults
        assert row.reason == row.faults[0][0]
        assert row.raw.encode() in lines[row.line - 1] or row.raw.encode("cp1252") in lines[row.line - 1]


def test_files_may_come_in_any_order(shared, tmp_path):
    heads = {}
    for source in Source:
        lines = delivered(shared, source).read_bytes().splitlines(keepends=True)[:50]
        heads[source] = tmp_path / f"{source.value}.csv"
        heads[source].write_bytes(b"".join(lines))
    ends = []
    for order in itertools.permutations(Source):
        with nothing_stays():
            for source in order:
                counts = carried_out(heads[source], source)
                assert counts["read"] == sum(counts.values()) - counts["read"]
            content = held(journal=False)
        same = ("Person", "StatusPeriod", "Mandate", "QuarantinedRow", "Statement")
        ends.append({name: content[name] for name in same})
    assert all(end == ends[0] for end in ends)


@contextmanager
def nothing_stays() -> Iterator[None]:
    """What is done inside, is undone at its end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.policy("AHAD21-II.1-a")
def test_who_is_temporarily_unemployed_for_more_days_than_the_rulebook_says_is_registered_by_itself(tmp_path):
    rows = [
        {"insz": INSZ.digits, "dagen_tijdelijk_werkloos": "66"},
        {"insz": OTHER_INSZ.digits, "dagen_tijdelijk_werkloos": "65"},
    ]
    counts = imported(written(tmp_path / "rva.csv", *rows))
    assert (counts["registered"], counts["not_applicable"]) == (1, 1)
    dossier = Dossier.objects.get()
    assert dossier.person.insz == INSZ.digits
    assert dossier.person.statuses.get().kind == "temporarily-unemployed"
    assert dossier.next_term == "screening"
    assert dossier.lead.kind == "vdab"


@pytest.mark.policy("BN19-VI.1.2-l")
def test_who_left_school_without_a_qualification_is_registered_and_to_be_contacted(tmp_path):
    imported(written(tmp_path / "o.csv", {}, source=Source.EDUCATION), Source.EDUCATION)
    dossier = Dossier.objects.get()
    contact = Term.objects.get(subject=dossier.pk, code="school-leaver-contact")
    assert contact.started_on == clock.today()
    assert dossier.person.statuses.get().kind == "early-leaver"


@pytest.mark.policy("BN19-VI.1.1-q", "BN19-VI.1.1-g")
def test_a_newcomer_with_labour_perspective_is_registered_and_the_term_of_two_months_counts_from_the_trajectory(
    tmp_path,
):
    rows = [{"insz": INSZ.digits}, {"insz": OTHER_INSZ.digits, "arbeidsperspectief": "nee"}]
    counts = imported(written(tmp_path / "i.csv", *rows, source=Source.INTEGRATION), Source.INTEGRATION)
    assert (counts["registered"], counts["not_applicable"]) == (1, 1)
    person = Person.objects.get()
    term = Term.objects.get(subject=person.pk, code="newcomer-registration")
    assert (str(term.started_on), term.met_on) == ("2025-12-24", clock.today())
    status = person.statuses.get()
    assert (status.kind, status.details["language_level"]) == ("newcomer", "A2")
    assert "person.registered" in [event.kind for event in timeline(person.pk, [*Part])]


@pytest.mark.policy("PACT24-3.E-a")
def test_an_ocmw_registers_with_the_mandate_of_the_citizen_and_without_it_nobody(tmp_path):
    rows = [{"insz": INSZ.digits}, {"insz": OTHER_INSZ.digits, "datum_mandaat": ""}]
    counts = imported(written(tmp_path / "ocmw.csv", *rows, source=Source.OCMW), Source.OCMW)
    assert (counts["registered"], counts["quarantined"]) == (1, 1)
    dossier = Dossier.objects.get()
    mandate = dossier.registrations.get().mandate
    assert (str(mandate.given_on), mandate.organisation) == ("2026-03-06", dossier.lead)
    assert dossier.lead == world.ocmw_of().unit
    assert QuarantinedRow.objects.get().reason == "mandate-missing"


def test_an_ocmw_that_the_directory_does_not_know_is_quarantined(tmp_path):
    unit = world.ocmw_of().unit
    unit.kbo = "0200065765"
    unit.save()
    counts = imported(written(tmp_path / "ocmw.csv", {}, source=Source.OCMW), Source.OCMW)
    assert counts["quarantined"] == 1
    assert QuarantinedRow.objects.get().reason == "ocmw-unknown"


def test_one_social_assistance_takes_the_place_of_the_other(tmp_path):
    rows = [{"datum_mandaat": "2026-03-06"}, {"datum_mandaat": "2026-05-01", "statuut": "equivalent leefloon"}]
    counts = imported(written(tmp_path / "ocmw.csv", *rows, source=Source.OCMW), Source.OCMW)
    assert (counts["registered"], counts["merged"]) == (1, 1)
    statuses = {status.kind: (str(status.since), str(status.until)) for status in StatusPeriod.objects.all()}
    assert statuses == {
        "living-wage": ("2026-03-06", "2026-04-30"),
        "living-wage-equivalent": ("2026-05-01", "None"),
    }


def test_an_old_delivery_that_comes_late_changes_nothing_back(tmp_path):
    imported(written(tmp_path / "new.csv", {"datum_begin": "2026-05-01", "nis": "44021"}))
    imported(written(tmp_path / "old.csv", {"datum_begin": "2026-02-01", "nis": "11002", "naam": "Oztürk"}))
    person = Person.objects.get()
    assert (person.municipality_id, person.family_name) == ("44021", "Öztürk")
    assert str(person.statuses.get().since) == "2026-05-01"
    assert person.statements.count() == 2


def test_what_a_desk_wrote_keeps_its_start_and_its_spelling(tmp_path, counsellor):
    dossier = world.register(
        counsellor,
        insz=INSZ.digits,
        family_name="Ozturk",
        given_name="Zoe",
        statuses=(world.registration.Status("temporarily-unemployed", clock.today().replace(month=1, day=2)),),
    )
    with clock.at(clock.today()):
        imported(written(tmp_path / "rva.csv", {"datum_begin": str(clock.today())}))
    person = Person.objects.get(pk=dossier.pk)
    assert person.family_name == "Ozturk"
    assert (person.statuses.get().since.month, person.statuses.get().details["days"]) == (1, 66)


def test_a_closed_dossier_opens_again_for_news_from_after_its_end_alone(tmp_path, case, counsellor):
    from aanboord.dossiers.actions.dossier import close

    close(case.now, "verhuisd", by=counsellor.actor)
    insz = {"insz": case.person.insz, "naam": case.person.family_name, "voornaam": case.person.given_name}
    assert imported(written(tmp_path / "old.csv", insz | {"datum_begin": "2026-01-05"}))["merged"] == 1
    assert case.now.state == Dossier.State.CLOSED
    with clock.at(clock.today() + clock.dt.timedelta(days=40)):
        news = insz | {"datum_begin": str(clock.today())}
        assert imported(written(tmp_path / "new.csv", news))["registered"] == 1
    assert case.now.state == Dossier.State.REGISTERED


def test_who_worked_durably_is_registered_anew_for_news_from_after_that_alone(tmp_path, case):
    case.screened()
    case.durable()
    insz = {"insz": case.person.insz, "naam": case.person.family_name, "voornaam": case.person.given_name}
    with clock.at(clock.today() + clock.dt.timedelta(days=300)):
        old = written(tmp_path / "old.csv", insz | {"datum_begin": "2026-01-05"})
        assert imported(old)["merged"] == 1
        assert case.now.state == Dossier.State.DURABLE
        news = insz | {"datum_begin": str(clock.today())}
        assert imported(written(tmp_path / "new.csv", news))["registered"] == 1
        assert case.now.state == Dossier.State.REGISTERED


def test_a_number_under_quite_another_name_is_held_for_a_human(tmp_path):
    rows = [{}, {"naam": "Vandenberghe", "voornaam": "Dirk", "datum_begin": "2026-08-01"}]
    file = written(tmp_path / "rva.csv", *rows)
    assert imported(file)["merged"] == 1
    hold = Hold.objects.get()
    assert hold.values["naam"] == "Vandenberghe"
    assert Person.objects.get().family_name == "Öztürk"
    assert "statement.held" in [event.kind for event in timeline(Person.objects.get().pk, [Part.IDENTITY])]
    assert imported(file)["unchanged"] == 2


def test_fictional_people_are_refused_outside_the_demo(tmp_path, settings):
    settings.DEMO = False
    assert imported(written(tmp_path / "rva.csv", {}))["quarantined"] == 1
    assert QuarantinedRow.objects.get().reason == "insz-fictional"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\n;;;\n", "empty"),
        (b"\x00\x01\x02\xff\xfe" * 50, "no text"),
        (RVA.encode("utf-16"), "no text"),
        (b"PK\x03\x04", "no text"),
        (RVA.replace("nis;", "").encode(), "nis"),
        (b"a;b;c\n1;2;3\n", "insz, naam"),
        (";".join(COLUMNS[Source.OCMW]).encode(), "a file of source ocmw"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason_and_nothing_changes(tmp_path, content, says):
    file = tmp_path / "delivery.csv"
    file.write_bytes(content)
    before = held()
    for more in ([], ["--apply"], ["--apply", "--json"]):
        result = aanboord("import-registrations", file, "--source", "rva", *more)
        assert result.exit_code == 2
        assert says in result.stderr
        assert result.stdout == ""
    assert held() == before
    assert not Delivery.objects.exists()


def test_a_file_that_is_not_there_is_named(tmp_path):
    for place in (tmp_path / "nowhere.csv", tmp_path):
        result = aanboord("import-registrations", place, "--source", "rva", "--apply")
        assert result.exit_code == 2
        assert place.name in result.stderr


def test_a_header_without_rows_is_a_delivery_of_nothing(tmp_path):
    assert set(imported(written(tmp_path / "rva.csv")).values()) == {0}
    assert Delivery.objects.get().state == "finished"


def test_broken_rows_among_sound_ones_are_kept_and_the_others_taken(tmp_path):
    file = written(tmp_path / "rva.csv", {})
    sound = ";".join(SOUND[Source.RVA].values()).replace(INSZ.formatted, OTHER_INSZ.digits)
    broken = [b"1;2;3", b"x\0y;" * 7, b'"open;' * 3, b"z" * 1_000_000, b"\xff\xfe\x81" * 30, b";".join([b"\0"] * 9)]
    file.write_bytes(file.read_bytes() + b"\n".join([*broken, sound.encode(), b""]))
    counts = imported(file)
    assert counts["registered"] == 2
    assert counts["quarantined"] == counts["read"] - 2 == QuarantinedRow.objects.count()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(body=st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode)), header=st.booleans())
def test_no_bytes_make_a_rehearsal_fail_or_change_anything(tmp_path, body, header):
    file = tmp_path / "delivery.csv"
    file.write_bytes(RVA.encode() + b"\n" + body if header else body)
    before = held(), Delivery.objects.count()
    result = aanboord("import-registrations", file, "--source", "rva", "--json")
    assert result.exit_code in ((0,) if header else (0, 2)), result.output
    assert (held(), Delivery.objects.count()) == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(
    rows=st.lists(
        st.fixed_dictionaries(
            {
                "insz": st.sampled_from([INSZ.digits, OTHER_INSZ.formatted, "12", ""]),
                "naam": st.sampled_from(["Öztürk", "Oztürk", "Vandenberghe", ""]),
                "voornaam": st.sampled_from(["Zoë", "Dirk"]),
                "nis": st.sampled_from(["44021", "11002", "99999"]),
                "datum_begin": st.sampled_from(["2026-01-23", "2026-05-01", "31-12-2026", "2026-13-01"]),
                "dagen_tijdelijk_werkloos": st.sampled_from(["66", "65", "120"]),
            }
        ),
        max_size=12,
    ),
    split=st.integers(0, 12),
)
def test_a_rehearsal_tells_exactly_what_happens(tmp_path, rows, split):
    with nothing_stays():
        carried_out(written(tmp_path / "before.csv", *rows[:split]), Source.RVA)
        file = written(tmp_path / "rva.csv", *rows)
        with file.open("rb") as stream:
            promised = importing.rehearse(stream, Source.RVA)
        assert promised == carried_out(file, Source.RVA)


def test_a_delivery_tells_in_the_journal_when_it_began_and_what_it_counted(tmp_path):
    counts = imported(written(tmp_path / "rva.csv", *many(3)))
    delivery = Delivery.objects.get()
    began, ended = Event.objects.filter(stream=delivery.pk).order_by("number")
    assert (began.kind, ended.kind) == ("delivery.started", "delivery.finished")
    assert {name: ended.data[name] for name in counts} == counts
    assert Counter(Event.objects.exclude(stream=delivery.pk).values_list("kind", flat=True)) == {"person.registered": 3}


def test_a_run_that_was_broken_off_goes_on_where_it_stopped_and_a_rehearsal_knows(tmp_path, monkeypatch):
    monkeypatch.setattr("aanboord.exchange.importing.CHUNK", 10)
    file = written(tmp_path / "rva.csv", *many(35), {"insz": "1"})
    taken = []

    def stops_after_two(*args, **kwargs):
        if len(taken) == 2:
            raise KeyboardInterrupt
        taken.append(args)
        return advance(*args, **kwargs)

    advance = deliveries.advance
    monkeypatch.setattr(deliveries, "advance", stops_after_two)
    aanboord("import-registrations", file, "--source", "rva", "--apply")
    assert Delivery.objects.get().read == 20
    monkeypatch.setattr(deliveries, "advance", advance)
    whole = {"read": 36, "registered": 35, "merged": 0, "unchanged": 0, "not_applicable": 0, "quarantined": 1}
    assert imported(file, apply=False) == whole
    assert imported(file) == whole
    assert Delivery.objects.get().state == "finished"


def test_a_chunk_that_met_another_writer_is_tried_again(tmp_path, monkeypatch):
    advance, tries = deliveries.advance, []

    def first_refused(*args, **kwargs):
        tries.append(1)
        if len(tries) < 3:
            raise IntegrityError
        return advance(*args, **kwargs)

    monkeypatch.setattr(deliveries, "advance", first_refused)
    monkeypatch.setattr("aanboord.exchange.importing.time.sleep", lambda _: None)
    assert imported(written(tmp_path / "rva.csv", {}))["registered"] == 1


def test_a_row_that_the_registry_refuses_is_quarantined_and_the_others_are_taken(tmp_path, monkeypatch):
    from aanboord.core.errors import Invalid
    from aanboord.dossiers.actions import registration

    register_all = registration.register_all

    def nobody_serves(arrivals, **kwargs):
        if any(arrival.insz == OTHER_INSZ.digits for arrival in arrivals):
            raise Invalid({"municipality": "Geen dienst gevonden voor deze gemeente."})
        return register_all(arrivals, **kwargs)

    monkeypatch.setattr(registration, "register_all", nobody_serves)
    counts = imported(written(tmp_path / "rva.csv", *many(5), {"insz": OTHER_INSZ.digits}, {}))
    assert (counts["registered"], counts["quarantined"]) == (6, 1)
    assert QuarantinedRow.objects.get().reason == "refused"


def test_a_hundred_megabytes_take_no_more_memory_than_a_chunk(tmp_path):
    file = tmp_path / "large.csv"
    with file.open("wb") as out:
        out.write(RVA.encode() + b"\n")
        for _ in range(1_010):
            out.write(b"x;" * 50_000 + b"\n")
    assert file.stat().st_size > 100_000_000
    script = "import sys; from tests.exchange.rehearsal import peak, rehearse; rehearse(sys.argv[1]); print(peak())"
    done = subprocess.run([sys.executable, "-c", script, file], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 300_000, "kilobytes"


def test_the_words_of_a_person_who_is_told_of_again_lead_to_her_by_her_new_name(tmp_path):
    imported(written(tmp_path / "one.csv", {"datum_begin": "2026-01-01"}))
    imported(written(tmp_path / "two.csv", {"datum_begin": "2026-02-01", "naam": "Öztürk-Maes"}))
    person = Person.objects.get()
    assert person.family_name == "Öztürk-Maes"
    assert {"maes", "ozturkmaes"} <= set(person.name_tokens.values_list("token", flat=True))


def test_nothing_of_a_person_is_told_on_the_screen(tmp_path):
    result = aanboord("import-registrations", written(tmp_path / "rva.csv", {}), "--source", "rva", "--apply")
    assert result.exit_code == 0
    for personal in (INSZ.digits, PERSON["naam"], PERSON["voornaam"]):
        assert personal not in result.output
