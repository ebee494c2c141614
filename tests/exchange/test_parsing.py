import dataclasses
from datetime import date

import pytest

from aanboord.exchange.registrations import (
    Integration,
    SchoolLeaving,
    SocialAssistance,
    Source,
    TemporaryUnemployment,
    Welfare,
    parse,
)
from tests.exchange.deliveries import INSZ, OTHER_INSZ, SETTING, SINCE, every_source, faults, statement


def test_each_source_tells_its_own_facts() -> None:
    assert [statement(source).facts for source in Source] == [
        TemporaryUnemployment(66, "0403019261"),
        SchoolLeaving("", "Instelling 3"),
        Integration(True, "A2"),
        SocialAssistance("0403019261", Welfare.LIVING_WAGE),
    ]
    assert [statement(source).since for source in Source] == [
        date(2026, 1, 23),
        date(2026, 2, 24),
        date(2025, 12, 24),
        date(2026, 3, 6),
    ]
    assert all(statement(source).applies for source in Source)


@pytest.mark.parametrize(
    ("source", "values", "exempt"),
    [
        (Source.RVA, {"dagen_tijdelijk_werkloos": "65"}, "few-days"),
        (Source.RVA, {"dagen_tijdelijk_werkloos": "0"}, "few-days"),
        (Source.RVA, {"dagen_tijdelijk_werkloos": "66,0"}, ""),
        (Source.RVA, {"datum_begin": "2021-01-06"}, "rule-not-in-force"),
        (Source.EDUCATION, {"kwalificatie": "diploma secundair"}, "qualified"),
        (Source.EDUCATION, {"kwalificatie": "GEEN"}, ""),
        (Source.INTEGRATION, {"arbeidsperspectief": "nee"}, "no-labour-perspective"),
        (Source.INTEGRATION, {"arbeidsperspectief": "Ja", "taalniveau": "geen"}, ""),
        (Source.OCMW, {"statuut": "Equivalent  leefloon"}, ""),
    ],
)
def test_the_rule_of_the_source_says_who_is_registered(source: Source, values: dict[str, str], exempt: str) -> None:
    said = statement(source, **values)
    assert (said.exempt, said.applies) == (exempt, not exempt)


@every_source
@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"insz": ""}, "insz-format", "insz"),
        ({"insz": "7,66927E+10"}, "insz-format", "insz"),
        ({"insz": "776927555"}, "insz-length", "insz"),
        ({"insz": f"{INSZ.digits[:-2]}{(int(INSZ.digits[-2:]) + 1) % 100:02}"}, "insz-checksum", "insz"),
        ({"naam": ""}, "name-missing", "naam"),
        ({"naam": " - "}, "name-missing", "naam"),
        ({"voornaam": ""}, "name-missing", "voornaam"),
        ({"naam": "x" * 101}, "name-too-long", "naam"),
        ({"nis": "99999"}, "municipality-unknown", "nis"),
        ({"nis": ""}, "municipality-unknown", "nis"),
        ({"nis": "Gent"}, "municipality-unknown", "nis"),
    ],
)
def test_who_cannot_be_told_is_not_registered(source: Source, values: dict[str, str], code: str, field: str) -> None:
    assert faults(source, **values) == [(code, field)]


@every_source
@pytest.mark.parametrize(
    "text", ["2026-01-23", "23-01-2026", "23/01/2026", "23.01.2026", "23/1/2026", "2026-01-23T00:00:00"]
)
def test_a_date_is_read_however_it_is_written(source: Source, text: str) -> None:
    assert statement(source, **{SINCE[source]: text}).since == date(2026, 1, 23)


@every_source
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("30-02-2026", "date-impossible"),
        ("31/02/2026", "date-impossible"),
        ("2026-13-01", "date-impossible"),
        ("00/01/2026", "date-impossible"),
        ("2026-00-10", "date-impossible"),
        ("01/01/0000", "date-impossible"),
        ("31/12/1899", "date-impossible"),
        ("06/03/1990", "date-impossible"),
        ("23/11/2028", "date-impossible"),
        ("23/01/26", "date-format"),
        ("23 januari 2026", "date-format"),
        ("2026-1-23", "date-format"),
        ("46045", "date-format"),
        ("٢٣/٠١/٢٠٢٦", "date-format"),
        ("23-01/2026", "date-format"),
    ],
)
def test_a_day_that_cannot_be_is_no_day(source: Source, text: str, code: str) -> None:
    assert faults(source, **{SINCE[source]: text}) == [(code, SINCE[source])]


def test_without_a_mandate_an_ocmw_registers_nobody() -> None:
    assert faults(Source.OCMW, datum_mandaat="") == [("mandate-missing", "datum_mandaat")]
    assert faults(Source.RVA, datum_begin="") == [("date-missing", "datum_begin")]


@pytest.mark.parametrize(
    ("source", "column", "value", "code"),
    [
        (Source.RVA, "dagen_tijdelijk_werkloos", "", "number"),
        (Source.RVA, "dagen_tijdelijk_werkloos", "veel", "number"),
        (Source.RVA, "dagen_tijdelijk_werkloos", "-70", "number"),
        (Source.EDUCATION, "kwalificatie", "", "value-unknown"),
        (Source.INTEGRATION, "arbeidsperspectief", "misschien", "value-unknown"),
        (Source.OCMW, "statuut", "", "value-unknown"),
        (Source.OCMW, "ocmw_kbo", "0403019262", "kbo"),
        (Source.OCMW, "ocmw_kbo", "", "kbo"),
    ],
)
def test_what_decides_over_a_registration_must_be_there(source: Source, column: str, value: str, code: str) -> None:
    assert faults(source, **{column: value}) == [(code, column)]


@pytest.mark.parametrize(
    ("source", "column", "value"),
    [(Source.RVA, "werkgever_kbo", "0403019262"), (Source.INTEGRATION, "taalniveau", "goed")],
)
def test_what_a_registration_can_do_without_is_left_out_with_a_remark(source: Source, column: str, value: str) -> None:
    said = statement(source, **{column: value})
    assert [remark.field for remark in said.remarks] == [column]
    assert statement(source, **{column: ""}).remarks == ()
    assert said.facts == statement(source, **{column: ""}).facts


def test_all_faults_of_a_row_are_told_at_once_and_none_repeats_what_stands_in_it() -> None:
    said = parse(Source.OCMW, {"insz": "1234567", "naam": "", "nis": "Xanadu", "datum_mandaat": "gisteren"}, SETTING)
    assert isinstance(said, tuple)
    assert [fault.field for fault in said] == [
        "insz",
        "naam",
        "voornaam",
        "nis",
        "datum_mandaat",
        "ocmw_kbo",
        "statuut",
    ]
    assert not any(text in repr(said) for text in ("1234567", "Xanadu", "gisteren"))


def test_a_fault_weighs_more_than_an_exemption() -> None:
    assert faults(dagen_tijdelijk_werkloos="3", nis="99999") == [("municipality-unknown", "nis")]


def test_the_number_of_a_fictional_person_is_refused_outside_the_demo() -> None:
    real_world = dataclasses.replace(SETTING, fictional_allowed=False)
    assert faults(setting=real_world) == [("insz-fictional", "insz")]


@pytest.mark.parametrize(
    ("old", "new"), [("11007", "11002"), ("12034", "12041"), ("44049", "44083"), ("71069", "71071")]
)
def test_who_is_delivered_in_a_merged_municipality_lives_in_the_one_of_today(old: str, new: str) -> None:
    assert statement(nis=old).nis == new


@every_source
def test_the_same_said_in_another_hand_is_the_same_statement(source: Source) -> None:
    written = statement(source)
    again = statement(
        source,
        insz=INSZ.digits,
        naam="ozturk",
        voornaam="ZOE",
        **{SINCE[source]: written.since.strftime("%d/%m/%Y")},
    )
    assert again.fingerprint == written.fingerprint
    assert len(written.fingerprint) == 64


@every_source
def test_another_fact_makes_another_statement(source: Source) -> None:
    others = {
        "insz": OTHER_INSZ.digits,
        "naam": "Maes",
        "voornaam": "Jan",
        "nis": "11002",
        SINCE[source]: "2026-05-01",
        **{
            Source.RVA: {"dagen_tijdelijk_werkloos": "67", "werkgever_kbo": ""},
            Source.EDUCATION: {"kwalificatie": "diploma", "instelling": "Instelling 4"},
            Source.INTEGRATION: {"arbeidsperspectief": "nee", "taalniveau": "B1"},
            Source.OCMW: {"ocmw_kbo": "0207725795", "statuut": "equivalent leefloon"},
        }[source],
    }
    fingerprints = {statement(source, **{column: value}).fingerprint for column, value in others.items()}
    assert len(fingerprints | {statement(source).fingerprint}) == len(others) + 1


def test_what_two_sources_say_is_never_one_statement() -> None:
    assert len({statement(source).fingerprint for source in Source}) == len(Source)
