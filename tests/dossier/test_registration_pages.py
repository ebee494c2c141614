"""Becoming known through the pages: at a counter, with a mandate, in outreach, by oneself."""

import datetime as dt

import pytest
from django.urls import reverse

from aanboord.core import clock
from aanboord.core.access import Role
from aanboord.core.identifiers import Sex, fictional_insz, format_insz
from aanboord.directory.models import Account, ContactPoint
from aanboord.dossiers.actions import dossier as dossiers
from aanboord.dossiers.models import Dossier, Draft, Registration
from aanboord.journal.models import Event, Look, Search
from aanboord.people.models import Mandate, Person, PossibleDuplicate, StatusKind
from aanboord.terms.models import Term
from tests import world

from .reading import fields_of, text_of

BORN = dt.date(1988, 2, 29)
NUMBER = fictional_insz(BORN, 7, Sex.FEMALE).digits


def step(name: str) -> str:
    return reverse("dossiers:registration", args=[name])


WHO = {"insz": format_insz(NUMBER), "given_name": "Fatma", "family_name": "Yıldız-De Smet"}
SITUATION = {"municipality": world.GENT, "kind_1": "job-seeker", "since_1": "2020-01-01"}
REACH = {"phone": "0470 11 22 33", "channel": "phone", "language": "tr", "interpreter": "on"}
COUNTER = {"way": "counter"}


def fill_in(client, *, who=WHO, situation=SITUATION, reach=REACH, way=COUNTER):
    """Every step up to the check."""
    for name, typed in (("wie", who), ("situatie", situation), ("contact", reach), ("weg", way)):
        answer = client.post(step(name), typed)
        assert answer.status_code == 302, (name, text_of(answer))
    return client.get(step("nakijken"))


def registered(client, **steps):
    """Fill in, check, confirm."""
    assert fill_in(client, **steps).status_code == 200
    return client.post(step("nakijken"), follow=True)


def test_a_counsellor_registers_somebody_at_the_counter_and_lands_in_the_dossier(counsellor):
    answer = registered(counsellor.client)
    page = text_of(answer)
    assert "Fatma Yıldız-De Smet is ingeschreven." in page
    assert "Screen de afstand tot de arbeidsmarkt" in page
    person = Person.objects.get(insz=NUMBER)
    assert (person.birth_date, person.language, person.interpreter) == (BORN, "tr", True)
    assert person.dossier.counsellor_id == counsellor.professional.pk
    assert {term.code for term in Term.objects.filter(subject=person.pk)} == {"screening", "training-offer"}
    status = person.statuses.get()
    assert (status.kind, status.since) == (StatusKind.JOB_SEEKER, dt.date(2020, 1, 1))
    assert person.dossier.registrations.get().way == Registration.Way.COUNTER
    assert not Draft.objects.exists()


def test_before_the_button_everything_is_shown_once_more(counsellor):
    page = text_of(fill_in(counsellor.client))
    for words in (
        format_insz(NUMBER),
        "Fatma Yıldız-De Smet",
        "Gent",
        "0470 11 22 33",
        "Turks",
        "Loket",
        "29 februari 1988",
    ):
        assert words in page, words
    assert not Person.objects.filter(insz=NUMBER).exists()


@pytest.mark.parametrize(
    "spelled", [NUMBER, format_insz(NUMBER), f" {NUMBER[:6]} {NUMBER[6:9]} {NUMBER[9:]} ", f"{NUMBER[:6]}/{NUMBER[6:]}"]
)
def test_a_number_is_taken_as_people_write_it(counsellor, spelled):
    assert counsellor.client.post(step("wie"), WHO | {"insz": spelled}).status_code == 302


@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({"insz": "88.02.29-014.00"}, "Rijksregisternummer", "laatste twee cijfers"),
        ({"insz": "12345"}, "Rijksregisternummer", "elf cijfers"),
        ({"insz": "abc"}, "Rijksregisternummer", "bestaat uit cijfers"),
        ({"insz": ""}, "Rijksregisternummer", "duid aan dat er nog geen is"),
        ({"no_number": "on"}, "Nog geen nummer", "Je vulde toch een nummer in"),
        ({"given_name": "-"}, "Voornaam", "Een naam bevat letters"),
        ({"family_name": ""}, "Naam", "Dit veld is verplicht"),
        ({"birth_date": "1990-01-01"}, "Geboortedatum", "Volgens het nummer is het een andere dag"),
        ({"insz": "", "no_number": "on", "birth_date": "2999-01-01"}, "Geboortedatum", "in de toekomst"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_stays(counsellor, sent, field, words):
    answer = counsellor.client.post(step("wie"), WHO | sent)
    assert answer.status_code == 422
    page = text_of(answer)
    assert f"{field}" in page
    assert words in page
    assert fields_of(answer)["insz"] == (WHO | sent)["insz"]


def test_a_real_number_cannot_be_typed_over_an_invented_one_outside_the_demo(counsellor, settings):
    settings.DEMO = False
    answer = counsellor.client.post(step("wie"), WHO)
    assert answer.status_code == 422
    assert "verzonnen persoon" in text_of(answer)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"municipality": ""}, "Gemeente: "),
        ({"since_1": "2999-01-01"}, "Een statuut kan niet in de toekomst beginnen."),
        ({"kind_2": "job-seeker"}, "Dit statuut staat er al."),
        ({"since_1": "gisteren"}, "Sinds: "),
    ],
)
def test_a_situation_that_cannot_be_is_refused(counsellor, sent, words):
    client = counsellor.client
    client.post(step("wie"), WHO)
    answer = client.post(step("situatie"), SITUATION | sent)
    assert answer.status_code == 422
    assert words in text_of(answer)


def test_three_statuses_at_once(counsellor):
    rows = SITUATION | {"kind_2": "newcomer", "since_2": "2024-01-01", "kind_3": "neet"}
    registered(counsellor.client, situation=rows)
    kinds = set(Person.objects.get(insz=NUMBER).statuses.values_list("kind", flat=True))
    assert kinds == {"job-seeker", "newcomer", "neet"}


# -- drafts


def test_a_registration_survives_a_lost_session(counsellor):
    client = counsellor.client
    client.post(step("wie"), WHO)
    keep = reverse("dossiers:registration_draft", args=["situatie"])
    assert client.post(keep, SITUATION, headers={"X-Autosave": "1"}).status_code == 204
    client.logout()
    again = counsellor.client
    page = text_of(again.get(reverse("dossiers:register")))
    assert "Fatma Yıldız-De Smet" in page
    assert "Je begon hieraan en rondde het niet af." in page
    assert fields_of(again.get(step("situatie")))["kind_1"] == "job-seeker"
    assert fields_of(again.get(step("wie")))["family_name"] == "Yıldız-De Smet"


def test_the_draft_can_be_put_aside_for_somebody_else(counsellor):
    client = counsellor.client
    client.post(step("wie"), WHO)
    answer = client.post(reverse("dossiers:register"), follow=True)
    assert fields_of(answer)["family_name"] == ""
    assert not Draft.objects.exists()


def test_nobody_else_sees_my_draft(counsellor, colleague):
    counsellor.client.post(step("wie"), WHO)
    assert fields_of(colleague.client.get(step("wie")))["family_name"] == ""


def test_a_step_waits_for_those_before_it(counsellor):
    client = counsellor.client
    for later in ("situatie", "contact", "weg", "nakijken", "bekend"):
        assert client.get(step(later))["Location"] == step("wie")
    client.post(step("wie"), WHO)
    assert client.get(step("nakijken"))["Location"] == step("situatie")


def test_a_step_that_does_not_exist(counsellor):
    assert counsellor.client.get(step("elders")).status_code == 404
    assert counsellor.client.post(reverse("dossiers:registration_draft", args=["nakijken"])).status_code == 404


def test_the_button_pressed_twice_registers_once(counsellor):
    client = counsellor.client
    registered(client)
    again = client.post(step("nakijken"), follow=True)
    assert "Wie schrijf je in?" in text_of(again)
    assert Event.objects.filter(kind="person.registered").count() == 1


def test_a_late_save_makes_no_new_draft(counsellor):
    registered(counsellor.client)
    counsellor.client.post(reverse("dossiers:registration_draft", args=["weg"]), COUNTER)
    assert not Draft.objects.exists()


# -- known already


@pytest.fixture
def known(counsellor):
    """Somebody whom another office registered, at another address."""
    dossier = world.register(counsellor, insz=NUMBER, given_name="Fatma", family_name="Yıldız", birth_date=BORN)
    Person.objects.filter(pk=dossier.pk).update(phone="09 111 11 11", channel="phone", language="tr")
    return world.Case(dossier, counsellor)


def test_who_is_known_is_shown_and_does_not_get_a_second_dossier(known, social_worker):
    client = social_worker.client
    client.post(step("wie"), WHO)
    page = text_of(client.get(step("bekend")))
    assert "Dit nummer is al bekend" in page
    assert "Er komt geen tweede dossier" in page
    assert "Je vulde een andere naam in: Fatma Yıldız-De Smet." in page
    look = Look.objects.latest("pk")
    assert (look.person, look.kind, set(look.parts.split())) == (
        known.dossier.pk,
        "search",
        {"identity", "labour-status"},
    )
    search = Search.objects.latest("pk")
    assert search.found == 1
    assert search.account_id == social_worker.account.pk


def test_what_is_known_stands_ready_and_the_check_shows_what_changes(known, counsellor):
    client = counsellor.client
    client.post(step("wie"), WHO)
    assert fields_of(client.get(step("situatie")))["municipality"] == world.GENT
    client.post(step("situatie"), SITUATION)
    assert fields_of(client.get(step("contact")))["phone"] == "09 111 11 11"
    client.post(step("contact"), REACH)
    client.post(step("weg"), COUNTER)
    page = text_of(client.get(step("nakijken")))
    assert "Wat er verandert aan het bestaande dossier" in page
    assert "09 111 11 11 → 0470 11 22 33" in page
    assert "Yıldız → Yıldız-De Smet" in page
    answer = client.post(step("nakijken"), follow=True)
    assert "was al bekend. Wat nieuw is, staat nu in het dossier." in text_of(answer)
    assert Dossier.objects.count() == 1
    assert known.person.phone == "0470 11 22 33"


def test_the_same_again_changes_nothing(counsellor):
    registered(counsellor.client)
    events = Event.objects.count()
    page = text_of(registered(counsellor.client))
    assert "was al ingeschreven. Er veranderde niets." in page
    assert Event.objects.count() == events


def test_who_comes_back_opens_the_closed_dossier_again(known, counsellor):
    dossiers.close(known.now, "verhuisd", by=counsellor.actor)
    client = counsellor.client
    client.post(step("wie"), WHO)
    assert "afgesloten" in text_of(client.get(step("bekend")))
    registered(client)
    assert known.now.state == "registered"


def test_a_look_alike_is_mentioned_and_left_to_a_data_steward(counsellor):
    world.register(
        counsellor,
        insz=None,
        way=Registration.Way.OUTREACH,
        place="plein",
        given_name="Fatma",
        family_name="Yildiz Desmet",
        birth_date=BORN,
    )
    page = text_of(registered(counsellor.client))
    assert "Lijkt op iemand die al bekend is (1)." in page
    assert PossibleDuplicate.objects.count() == 1


# -- ways in


def test_outreach_begins_with_trust_and_without_a_number(counsellor):
    client = counsellor.client
    who = {"no_number": "on", "given_name": "Yassin", "family_name": "onbekend", "insz": ""}
    client.post(step("wie"), who)
    client.post(step("situatie"), SITUATION | {"kind_1": "neet"})
    client.post(step("contact"), {"channel": "in-person", "language": "nl"})
    way = client.get(step("weg"))
    assert "Loket" not in text_of(way)
    refused = client.post(step("weg"), {"way": "outreach", "place": " "})
    assert refused.status_code == 422
    assert "Plaats van het contact: Zeg waar het contact gebeurde." in text_of(refused)
    client.post(step("weg"), {"way": "outreach", "place": "Sportclub Rabot"})
    client.post(step("nakijken"))
    registration = Registration.objects.get()
    assert (registration.way, registration.place) == ("outreach", "Sportclub Rabot")
    assert registration.dossier.person.insz is None
    assert "Sportclub Rabot" in text_of(client.get(reverse("dossiers:people", args=[registration.dossier_id])))


MANDATE = {"way": "mandate", "mandate_given_on": "2026-01-15"}


@pytest.mark.policy("PACT24-3.E-a")
def test_an_ocmw_registers_with_a_mandate_alone(social_worker):
    client = social_worker.client
    for name, typed in (("wie", WHO), ("situatie", SITUATION | {"kind_1": "living-wage"}), ("contact", REACH)):
        client.post(step(name), typed)
    assert "Loket" not in text_of(client.get(step("weg")))
    assert client.post(step("weg"), COUNTER).status_code == 422
    refused = client.post(step("weg"), {"way": "mandate"})
    assert refused.status_code == 422
    assert "Zonder mandaat van de burger kan een OCMW niet inschrijven." in text_of(refused)
    tomorrow = (clock.today() + dt.timedelta(days=1)).isoformat()
    assert client.post(step("weg"), MANDATE | {"mandate_given_on": tomorrow}).status_code == 422
    with clock.at(dt.date(2026, 2, 1)):
        client.post(step("weg"), MANDATE)
        page = text_of(client.get(step("nakijken")))
        assert "OCMW Gent, 15 januari 2026" in page
        page = text_of(client.post(step("nakijken"), follow=True))
    assert "is ingeschreven." in page
    mandate = Mandate.objects.get()
    assert (mandate.organisation, mandate.given_on) == (social_worker.membership.unit, dt.date(2026, 1, 15))
    assert Registration.objects.get().mandate == mandate


@pytest.mark.policy("PACT24-5-a")
@pytest.mark.parametrize(("status", "kind"), [("living-wage", "ocmw"), ("job-seeker", "vdab")])
def test_one_organisation_takes_the_lead_by_status(social_worker, status, kind):
    with clock.at(dt.date(2026, 2, 1)):
        registered(social_worker.client, situation=SITUATION | {"kind_1": status}, way=MANDATE)
    assert Dossier.objects.get().lead.kind == kind


@pytest.mark.policy("PACT24-5-a")
@pytest.mark.parametrize("chosen", ["vdab", "ocmw"])
def test_for_who_is_inactive_without_benefit_somebody_chooses_who_leads(counsellor, chosen):
    client = counsellor.client
    for name, typed in (("wie", WHO), ("situatie", SITUATION | {"kind_1": "inactive"}), ("contact", REACH)):
        client.post(step(name), typed)
    assert client.post(step("weg"), COUNTER).status_code == 422
    client.post(step("weg"), COUNTER | {"lead_kind": chosen})
    page = text_of(client.get(step("nakijken")))
    assert f"In handen van {chosen.upper()}" in page
    client.post(step("nakijken"))
    assert Dossier.objects.get().lead.kind == chosen


def test_a_job_seeker_is_vdab_s_also_when_inactive_before(counsellor):
    client = counsellor.client
    situation = SITUATION | {"kind_1": "inactive", "kind_2": "job-seeker"}
    registered(client, situation=situation)
    assert Dossier.objects.get().lead.kind == "vdab"


def test_the_action_asks_for_the_choice_too(counsellor):
    from aanboord.core.errors import Invalid
    from aanboord.dossiers.actions.registration import Status

    with pytest.raises(Invalid) as refused:
        world.register(counsellor, statuses=(Status(StatusKind.INACTIVE, clock.today()),))
    assert set(refused.value.fields) == {"lead_kind"}


def test_who_is_known_keeps_the_organisation_in_the_lead(known, counsellor):
    registered(counsellor.client, situation=SITUATION | {"kind_1": "inactive"})
    assert known.now.lead.kind == "vdab"


def test_who_registers_for_another_organisation_is_told_who_takes_it_further(counsellor):
    lead = world.ocmw_of().unit
    ContactPoint.objects.create(
        organisation=lead,
        territory=world.municipality(),
        name="Onthaal",
        phone="09 123 45 67",
        response_days=5,
        since=dt.date(2024, 1, 1),
    )
    page = text_of(registered(counsellor.client, situation=SITUATION | {"kind_1": "living-wage"}))
    assert "OCMW Gent neemt het dossier in handen" in page
    assert "09 123 45 67" in page
    person = Person.objects.get(insz=NUMBER)
    assert counsellor.client.get(reverse("dossiers:dossier", args=[person.pk])).status_code == 403


def test_the_ocmw_that_brings_somebody_in_sees_each_later_step_of_vdab(social_worker, counsellor):
    with clock.at(dt.date(2026, 2, 1)):
        page = text_of(registered(social_worker.client, way=MANDATE))
        assert "is ingeschreven." in page
        case = world.Case(Dossier.objects.get(), counsellor)
        dossiers.assign(case.now, counsellor.professional, by=counsellor.actor)
        case.screened()
        case.placed()
        address = reverse("dossiers:timeline", args=[case.dossier.pk])
        assert "Stap gestart: IBO" in text_of(social_worker.client.get(address))


def test_an_ocmw_of_one_municipality_finds_it_filled_in(social_worker):
    social_worker.client.post(step("wie"), WHO)
    assert fields_of(social_worker.client.get(step("situatie")))["municipality"] == world.GENT


@pytest.mark.parametrize("role", [Role.COACH, Role.TEAM_LEAD, Role.DATA_STEWARD])
def test_other_roles_do_not_register(db, role):
    worker = world.vdab_office().worker(role)
    assert worker.client.get(reverse("dossiers:register")).status_code == 403
    assert worker.client.get(step("wie")).status_code == 403


def test_nothing_personal_stands_in_an_address(counsellor):
    answer = registered(counsellor.client)
    for url, _status in answer.redirect_chain:
        assert NUMBER not in url
        assert "Fatma" not in url


# -- by oneself


@pytest.fixture
def newcomer(db):
    """A citizen who can sign in and is not registered."""
    account = Account.objects.create_user(username="fatma", password="een lang wachtwoord")
    return Person.objects.create(
        insz=NUMBER, given_name="Fatma", family_name="Yıldız", birth_date=BORN, account=account
    )


def sign_in(person):
    from django.test import Client

    client = Client()
    client.force_login(person.account, backend="aanboord.web.sessions.Backend")
    return client


OWN = SITUATION | REACH


def test_a_citizen_registers_herself_and_the_clocks_start(newcomer):
    client, address = sign_in(newcomer), reverse("dossiers:own_registration")
    assert client.get(address).status_code == 200
    assert client.post(address, OWN)["Location"] == reverse("home")
    dossier = Dossier.objects.get(pk=newcomer.pk)
    assert dossier.registrations.get().way == Registration.Way.SELF
    assert dossier.lead == world.vdab_office().unit
    assert dossier.next_term == "screening"
    event = Event.objects.get(kind="person.registered")
    assert (event.role, event.purpose) == ("citizen", "own-file")
    newcomer.refresh_from_db()
    assert newcomer.phone == "0470 11 22 33"


def test_a_citizen_is_told_what_is_missing(newcomer):
    answer = sign_in(newcomer).post(reverse("dossiers:own_registration"), OWN | {"municipality": "", "phone": ""})
    assert answer.status_code == 422
    page = text_of(answer)
    assert "Gemeente:" in page
    assert "Telefoon: Vul dit in" in page


def test_who_worked_durably_finds_the_way_to_register_again(case):
    case.screened()
    case.durable()
    page = case.client.get(reverse("dossiers:my-dossier"))
    assert "Zoek je weer werk? Schrijf je opnieuw in" in text_of(page)
    assert case.client.post(reverse("dossiers:own_registration"), OWN)["Location"] == reverse("home")
    assert case.now.state == Dossier.State.REGISTERED
    assert "Zoek je weer werk?" not in text_of(case.client.get(reverse("dossiers:my-dossier")))


def test_who_is_registered_is_sent_to_her_own_page(case):
    answer = case.client.get(reverse("dossiers:own_registration"))
    assert (answer.status_code, answer["Location"]) == (302, reverse("home"))


def test_a_citizen_registers_nobody_else(newcomer, case):
    from aanboord.core.access import Actor, Purpose
    from aanboord.core.errors import NotAllowed
    from aanboord.dossiers.actions.registration import register_self

    by = Actor(Role.CITIZEN, Purpose.OWN_FILE, account_id=newcomer.account_id, person_id=newcomer.pk)
    other = Person.objects.create(given_name="Iemand", family_name="Anders")
    with pytest.raises(NotAllowed):
        register_self(other, by=by, municipality=world.municipality(), statuses=(), contact={})
    assert sign_in(newcomer).get(step("wie")).status_code == 403


def test_twice_at_once_ends_as_one(newcomer):
    from aanboord.core.access import Actor, Purpose
    from aanboord.core.errors import WrongState
    from aanboord.dossiers.actions.registration import register_self

    by = Actor(Role.CITIZEN, Purpose.OWN_FILE, account_id=newcomer.account_id, person_id=newcomer.pk)
    stale = Person.objects.get(pk=newcomer.pk)
    given = {"municipality": world.municipality(), "statuses": (), "contact": {}}
    register_self(newcomer, by=by, **given)
    with pytest.raises(WrongState):
        register_self(stale, by=by, **given)


def test_a_file_that_knows_her_account_gives_her_a_first_dossier(newcomer, counsellor):
    registered(counsellor.client)
    assert Dossier.objects.get(pk=newcomer.pk).registrations.get().way == Registration.Way.COUNTER
    assert Person.objects.count() == 1


def test_who_has_neither_telephone_nor_mail_is_reached_by_letter_without_a_word(counsellor):
    for name, typed in (("wie", WHO), ("situatie", SITUATION)):
        counsellor.client.post(step(name), typed)
    untouched = fields_of(counsellor.client.get(step("contact")))
    assert (untouched["channel"], untouched["phone"]) == ("letter", "")
    assert counsellor.client.post(step("contact"), untouched | {"language": "nl"}).status_code == 302


def test_a_status_since_the_year_one_is_refused_at_its_field(counsellor):
    counsellor.client.post(step("wie"), WHO)
    answer = counsellor.client.post(step("situatie"), SITUATION | {"since_1": "0001-01-01"})
    assert answer.status_code == 422
    assert "Een statuut begint niet voor 1950." in text_of(answer)
