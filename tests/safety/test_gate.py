"""What the access table does not open leaks through no side door: a step, a hint, a count, a word in a list."""

import datetime as dt

import pytest

from aanboord.core import clock
from aanboord.core.access import Part, Purpose, Relation, Role
from aanboord.dossiers.models import Draft, Registration
from aanboord.journal.models import Look, Search
from aanboord.people.models import Person, PossibleDuplicate
from tests import world


@pytest.fixture
def stranger(db):
    """A social worker elsewhere, who has nothing to do with the case."""
    return world.ocmw_of("11002").worker(Role.SOCIAL_WORKER)


def who(person, **fields):
    return {"insz": person.insz, "given_name": "Iemand", "family_name": "Anders"} | fields


class TestRegistration:
    """Whether a number is known is told by a search, and each search is on record."""

    @pytest.fixture
    def browser(self, stranger):
        return stranger.client

    @pytest.fixture
    def person(self, case):
        Person.objects.filter(pk=case.dossier.pk).update(phone="0470 99 88 77", address="Geheimestraat 1")
        return case.person

    def test_before_the_search_no_step_tells_that_somebody_is_known(self, browser, person):
        browser.post("/inschrijven/wie/klad/", who(person))
        browser.post("/inschrijven/situatie/", {"municipality": "11002"})
        for step in ("wie", "situatie", "contact", "weg", "nakijken"):
            page = browser.get(f"/inschrijven/{step}/")
            assert "Al bekend?" not in page.content.decode()
            assert "Geheimestraat" not in page.content.decode()
            assert page.status_code == 200 or page.url == "/inschrijven/bekend/"
        assert not Search.objects.exists()
        assert not Look.objects.exists()

    def test_the_search_is_on_record_and_so_is_each_look_that_follows(self, browser, person, stranger):
        browser.post("/inschrijven/wie/", who(person))
        [search] = Search.objects.all()
        assert (search.asked, search.found, search.account) == (person.insz, 1, stranger.account)
        for step in ("situatie", "contact"):
            before = Look.objects.count()
            page = browser.get(f"/inschrijven/{step}/")
            assert page.status_code == 200
            look = Look.objects.latest("pk")
            assert Look.objects.count() == before + 1
            assert (look.person, look.purpose, look.relation) == (person.pk, Purpose.INTAKE, Relation.NONE)
            browser.post(f"/inschrijven/{step}/", {"municipality": "11002", "channel": "letter", "language": "nl"})
        assert "Geheimestraat" in page.content.decode()

    def test_another_number_is_another_search(self, browser, person, counsellor):
        other = world.register(counsellor).person
        browser.post("/inschrijven/wie/", who(person))
        browser.get("/inschrijven/bekend/")
        browser.post("/inschrijven/wie/klad/", who(other))
        assert browser.get("/inschrijven/situatie/").url == "/inschrijven/bekend/"
        browser.get("/inschrijven/bekend/")
        assert [search.asked for search in Search.objects.order_by("pk")] == [person.insz, other.insz]

    def test_a_draft_is_for_who_wrote_it(self, browser, person, counsellor):
        browser.post("/inschrijven/wie/", who(person, family_name="GEHEIM"))
        assert Draft.objects.count() == 1
        assert "GEHEIM" not in counsellor.client.get("/inschrijven/", follow=True).content.decode()

    def test_who_looks_like_somebody_leaves_a_row_with_her(self, case, stranger):
        alike = world.register(
            stranger,
            way=Registration.Way.OUTREACH,
            place="plein",
            insz=None,
            family_name=case.person.family_name,
            given_name=case.person.given_name,
            birth_date=case.person.birth_date,
        )
        browser = stranger.client
        browser.post(
            "/inschrijven/wie/",
            {"no_number": "on", "given_name": "Ömer", "family_name": "Vermeulen", "birth_date": "1969-04-03"},
        )
        browser.post("/inschrijven/situatie/", {"municipality": "11002"})
        browser.post("/inschrijven/contact/", {"channel": "letter", "language": "nl"})
        browser.post("/inschrijven/weg/", {"way": "outreach", "place": "plein"})
        page = browser.post("/inschrijven/nakijken/", follow=True).content.decode()
        assert "Lijkt op iemand" in page
        found = Look.objects.filter(kind=Look.Kind.SEARCH, account=stranger.account)
        assert {case.dossier.pk, alike.pk} <= set(found.values_list("person", flat=True))


class TestSearch:
    def test_a_number_of_who_has_no_dossier_yet_finds_nobody(self, counsellor):
        insz = world.new_insz()
        Person(family_name="Nog", given_name="Niet", insz=insz).save()
        page = counsellor.client.post("/zoeken/", {"term": insz})
        assert page.status_code == 200
        assert "Niemand met dit nummer" in page.content.decode()

    def test_a_list_of_finds_says_in_its_rows_what_it_tells(self, case, colleague):
        case.screened()
        colleague.client.post("/zoeken/", {"term": "Vermeulen"})
        [look] = Look.objects.filter(account=colleague.account, kind=Look.Kind.SEARCH)
        assert {Part.IDENTITY, Part.PLAN} == set(look.parts.split())

    def test_a_name_out_of_reach_is_not_found_and_not_counted(self, case, stranger):
        page = stranger.client.post("/zoeken/", {"term": "Vermeulen"}).content.decode()
        assert "Niemand gevonden" in page
        assert Search.objects.get().found == 0
        assert not Look.objects.filter(account=stranger.account).exists()

    @pytest.mark.parametrize("role", [Role.COACH, Role.TEAM_LEAD])
    def test_who_registers_nobody_learns_nothing_from_a_number(self, case, role):
        worker = world.ocmw_of("11002").worker(role)
        pages = [
            worker.client.post("/zoeken/", {"term": number}).content.decode().replace(number, "")
            for number in (case.person.insz, world.new_insz())
        ]
        assert ["Niemand met dit nummer" in page for page in pages] == [True, True]

    @pytest.mark.parametrize(
        "term", ["\0", "%", "_", "a\0b", "*", "(", "\\", "'", "\u202e", " " * 500, "%eulen", "V_rmeulen"]
    )
    def test_signs_that_mean_something_to_a_database_mean_nothing_here(self, case, counsellor, term):
        page = counsellor.client.post("/zoeken/", {"term": term})
        assert page.status_code == 200
        assert "Vermeulen" not in page.content.decode()


def test_a_filter_beyond_ones_rights_narrows_nothing(case, coach):
    """Else the number of rows would tell what the columns may not."""
    case.screened()
    case.followed_by(coach)
    numbers = {
        coach.client.get("/werklijst/", {"level": level}).context["page"].paginator.count
        for level in ("", "intensive", "self-reliant", "work-care")
    }
    assert numbers == {1}
    statuses = {
        coach.client.get("/werklijst/", {"status": status}).context["page"].paginator.count
        for status in ("", "living-wage", "job-seeker-benefit")
    }
    assert statuses == {1}


def test_a_message_is_not_told_to_who_may_no_longer_know(case, coach):
    case.screened()
    case.followed_by(coach)
    case.agreed()
    assert "Vermeulen" in coach.client.get("/berichten/").content.decode()
    case.dossier.involvements.update(
        since=clock.today() - dt.timedelta(days=9), until=clock.today() - dt.timedelta(days=1)
    )
    page = coach.client.get("/berichten/").content.decode()
    assert "Vermeulen" not in page
    assert str(case.dossier.pk) not in page


def test_what_one_typed_of_health_is_not_shown_to_oneself_once_the_case_is_anothers(case, counsellor, colleague):
    browser, place = counsellor.client, f"/dossier/{case.dossier.pk}/screening/"
    browser.post(place, {"keep": "1", "health_weight": "2", "health_remark": "GEHEIM", "remarks": "gewoon"})
    assert "GEHEIM" in browser.get(place).content.decode()
    case.dossier.counsellor = colleague.professional
    case.dossier.save()
    page = browser.get(place).content.decode()
    assert "gewoon" in page
    assert "GEHEIM" not in page


def test_a_draft_of_a_screening_is_closed_with_the_dossier(case, counsellor, colleague):
    browser, place = counsellor.client, f"/dossier/{case.dossier.pk}/screening/"
    browser.post(place, {"keep": "1", "remarks": "GEHEIM"})
    assert "GEHEIM" not in colleague.client.get(place).content.decode()
    counsellor.membership.until = clock.today() - dt.timedelta(days=1)
    counsellor.membership.save()
    assert browser.get(place).status_code == 403


def test_who_divides_work_looks_for_that_purpose(case, team_lead):
    team_lead.client.post(
        "/werklijst/toewijzen/", {"dossier": [str(case.dossier.pk)], "to": str(case.by.professional.pk)}
    )
    [look] = Look.objects.filter(account=team_lead.account)
    assert look.purpose == Purpose.STEERING


def test_a_pair_with_somebody_who_has_no_dossier_waits_until_she_has(case, data_steward):
    """Known by her account alone; she may turn out to be who is known already."""
    person = Person(family_name="Vermeulen", given_name="GEHEIM", birth_date=case.person.birth_date)
    person.save()
    first, second = sorted([person.pk, case.dossier.pk])
    pair = PossibleDuplicate.objects.create(first_id=first, second_id=second, likeness=1)
    client = data_steward.client
    assert "GEHEIM" not in client.get("/dubbels/").content.decode()
    assert client.get(f"/dubbels/{pair.pk}/").status_code == 404
    assert client.post(f"/dubbels/{pair.pk}/dezelfde", {"stays": str(case.dossier.pk)}).status_code == 409
    pair.refresh_from_db()
    assert pair.state == "open"
