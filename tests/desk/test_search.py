"""Finding a person: by any spelling of her name or number, as far as one may know that she is here."""

import datetime as dt
import logging

import pytest
from django.test import RequestFactory

from aanboord.core.access import Purpose, Relation, Role
from aanboord.core.identifiers import format_insz
from aanboord.directory.models import Organisation
from aanboord.dossiers.models import Registration
from aanboord.journal.models import Look, Search
from aanboord.people.models import StatusKind
from tests import world

from .reading import names, source, text

ADDRESS = "/zoeken/"


def search(worker, term, **extra):
    return worker.client.post(ADDRESS, {"term": term}, **extra)


def of_ocmw(registered, social_worker, name="Vreemd"):
    """Somebody whom only the OCMW knows."""
    return registered(
        name,
        by=social_worker,
        way=Registration.Way.MANDATE,
        mandate_to=social_worker.membership.unit,
        mandate_given_on=world.clock.today(),
        statuses=(world.registration.Status(StatusKind.LIVING_WAGE, world.clock.today()),),
    )


SPELLINGS = [
    ("Öztürk", "Ayşe", ["öztürk", "ozturk", "oeztuerk", "OZT", "ayse oz", "Öz Ayşe"]),
    ("Van den Broeck", "Jan", ["vandenbroeck", "van den broeck", "den broeck", "broeck jan", "vanden"]),
    ("O’Neill", "Sean", ["o'neill", "oneill", "sean o"]),
    ("De Smet-Claes", "Marie-Louise", ["claes", "de smet", "louise", "smet claes"]),
]


@pytest.mark.parametrize(("family", "given", "typed"), SPELLINGS)
def test_a_name_is_found_however_it_is_typed(family, given, typed, counsellor, registered):
    registered(family, given_name=given)
    registered("Heel Anders", given_name="Zoë")
    for term in typed:
        assert names(search(counsellor, term)) == [f"{family}, {given}"], term


def test_whole_words_come_before_beginnings(counsellor, registered):
    for name in ("Janssens", "Jan", "Janvier"):
        registered(name, given_name="Bo")
    assert names(search(counsellor, "jan")) == ["Jan, Bo", "Janssens, Bo", "Janvier, Bo"]


def test_a_number_in_any_spelling_leads_to_the_dossier(counsellor, case):
    insz = case.person.insz
    for term in (insz, format_insz(insz), f" {insz[:6]} {insz[6:9]}/{insz[9:]} "):
        answer = search(counsellor, term)
        assert (answer.status_code, answer.headers["Location"]) == (302, case.now.get_absolute_url())


def test_more_than_can_be_shown_is_said(counsellor, registered):
    for number in range(26):
        registered(f"Peeters {number}")
    page = search(counsellor, "peeters")
    assert len(names(page)) == 25
    assert "er zijn er meer" in text(page)


def test_what_finds_everybody_is_not_searched(counsellor, case):
    assert "Typ minstens twee letters" in text(search(counsellor, "v"))
    assert "Typ minstens twee letters" in text(search(counsellor, "- '"))
    assert not Look.objects.filter(kind=Look.Kind.SEARCH).exists()


def test_a_search_finds_within_the_own_organisation_and_not_beyond(
    counsellor, team_lead, social_worker, coach, registered
):
    ours, theirs = registered("Gemeen", given_name="Ons"), of_ocmw(registered, social_worker, "Gemeen")
    other_office = Organisation.objects.filter(part_of=ours.now.lead.part_of_id).exclude(pk=ours.now.lead_id).first()
    far = world.Team(other_office).worker(Role.COUNSELLOR)
    for worker in (counsellor, team_lead, far):
        assert names(search(worker, "gemeen")) == ["Gemeen, Ons"]
    assert names(search(social_worker, "gemeen")) == ["Gemeen, An"]
    assert names(search(coach, "gemeen")) == []
    theirs.followed_by(coach)
    assert names(search(coach, "gemeen")) == ["Gemeen, An"]


def test_the_state_is_for_the_team_alone(counsellor, registered):
    case = registered("Aerts")
    other = Organisation.objects.filter(part_of=case.now.lead.part_of_id).exclude(pk=case.now.lead_id).first()
    far = world.Team(other).worker(Role.COUNSELLOR)
    assert "nog niet gescreend" in text(search(counsellor, "aerts"))
    assert "nog niet gescreend" not in text(search(far, "aerts"))


def test_who_is_known_elsewhere_is_told_to_who_may_register_and_nothing_more(counsellor, social_worker, registered):
    theirs = of_ocmw(registered, social_worker)
    page = search(counsellor, theirs.person.insz)
    shown = text(page)
    assert "Deze persoon is al gekend, maar niet bij jouw organisatie" in shown
    assert "Vreemd" not in shown
    assert "OCMW" not in shown
    assert str(theirs.dossier.pk) not in source(page)
    [look] = Look.objects.filter(person=theirs.dossier.pk, account=counsellor.account)
    assert (look.kind, look.purpose, look.relation) == (Look.Kind.SEARCH, Purpose.INTAKE, Relation.NONE)


def test_who_may_not_register_is_not_even_told_that(coach, team_lead, social_worker, registered):
    theirs = of_ocmw(registered, social_worker)
    for worker in (coach, team_lead):
        known, unknown = search(worker, theirs.person.insz), search(worker, world.new_insz())
        assert "Niemand met dit nummer" in text(known)
        assert text(known).replace(theirs.person.insz, "") == text(unknown).replace(
            text(unknown).split("Gezocht op “")[1].split("”")[0], ""
        )
        assert not Look.objects.filter(person=theirs.dossier.pk, account=worker.account).exists()


def test_a_data_steward_finds_everybody_and_opens_nobody(data_steward, case):
    page = search(data_steward, "vermeulen")
    assert names(page) == ["Vermeulen, Ömer"]
    assert case.now.get_absolute_url() not in source(page)
    assert Look.objects.get(account=data_steward.account).purpose == Purpose.QUALITY


def test_a_merged_person_is_found_as_the_one_she_became(counsellor, registered):
    gone, stays = registered("Dubbel", given_name="Oud"), registered("Dubbel", given_name="Nieuw")
    person = gone.person
    person.merged_into = stays.person
    person.save(update_fields=["merged_into"])
    assert names(search(counsellor, "dubbel")) == ["Dubbel, Nieuw"]
    assert search(counsellor, person.insz).headers["Location"] == stays.now.get_absolute_url()


def test_every_search_and_every_hit_is_logged(counsellor, registered):
    cases = [registered("Peeters", given_name=name) for name in ("An", "Bo")]
    search(counsellor, "Peeters")
    search(counsellor, "niemand zo")
    assert list(Search.objects.order_by("pk").values_list("account", "asked", "found")) == [
        (counsellor.account.pk, "Peeters", 2),
        (counsellor.account.pk, "niemand zo", 0),
    ]
    looks = Look.objects.filter(kind=Look.Kind.SEARCH)
    assert {(look.person, look.relation, look.parts) for look in looks} == {
        (case.dossier.pk, Relation.OWN, "identity plan") for case in cases
    }


def test_no_term_is_in_an_address_or_a_log(counsellor, registered, caplog):
    registered("Peeters")
    with caplog.at_level(logging.DEBUG):
        answer = counsellor.client.get(ADDRESS, {"term": "Peeters"})
        assert names(answer) == []
        assert "Zoek een persoon" in text(answer)
        page = search(counsellor, "Peeters")
    assert 'role="search"' in source(page)
    assert 'method="get" action="/zoeken' not in source(page)
    assert "?term" not in source(page)
    assert "Peeters" not in " ".join(
        record.getMessage() for record in caplog.records if record.name != "django.db.backends"
    )
    assert RequestFactory().post(ADDRESS, {"term": "Peeters"}).get_full_path() == ADDRESS


#: Session, account, roles; unread messages; whole words, beginnings; dossiers, who takes part, units; what is logged,
#: between two savepoints.
QUERIES = 12


def test_a_search_asks_the_same_few_queries_however_many_it_finds(counsellor, registered, django_assert_num_queries):
    client = counsellor.client
    client.get(ADDRESS)
    for _ in range(2):
        for number in range(5):
            registered(f"Peeters {number}", birth_date=dt.date(1990, 1, 1 + number))
        with django_assert_num_queries(QUERIES):
            client.post(ADDRESS, {"term": "peeters"})
