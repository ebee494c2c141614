"""The inbox: what others did in one's dossiers, in words, as far as one may still know."""

import pytest

from aanboord.core import clock
from aanboord.dossiers.actions import dossier as actions
from aanboord.dossiers.models import Involvement
from aanboord.dossiers.reactions import REMINDS, TELLS
from aanboord.dossiers.timeline import TOLD
from aanboord.journal.models import Event, Look, Notification

from .reading import source, text

ADDRESS = "/berichten/"


def test_what_a_colleague_did_is_told_with_the_way_to_the_dossier(counsellor, colleague, team_lead, registered):
    case = registered("Aerts")
    actions.assign(case.now, colleague.professional, by=counsellor.actor)
    page = colleague.client.get(ADDRESS)
    assert "An Aerts Toegewezen aan Jonas De Wilde Katrien Claes, VDAB Regio Gent" in text(page)
    assert f'href="{case.now.get_absolute_url()}"' in source(page)
    assert "1 bericht is nieuw." in text(page)
    assert "An Aerts" not in text(counsellor.client.get(ADDRESS))


def test_all_of_it_is_read_at_once(counsellor, colleague, registered):
    for name in ("Aerts", "Baert"):
        actions.assign(registered(name).now, colleague.professional, by=counsellor.actor)
    client = colleague.client
    assert "2 ongelezen" in text(client.get("/werklijst/"))
    assert client.get("/berichten/gelezen/").status_code == 405
    page = client.post("/berichten/gelezen/", follow=True)
    assert "0 berichten zijn nieuw." in text(page)
    assert "An Aerts" in text(page)
    assert "ongelezen" not in text(client.get("/werklijst/"))
    assert "Alles gelezen" not in text(page)


def test_a_message_about_a_dossier_that_one_lost_names_nobody(counsellor, social_worker, registered):
    case = registered("Aerts")
    involved = case.followed_by(social_worker, Involvement.Kind.FOLLOWS)
    case.screened()
    assert "An Aerts Screening" in text(social_worker.client.get(ADDRESS))
    Involvement.objects.filter(pk=involved.pk).update(since="2020-01-01", until="2020-12-31")
    page = social_worker.client.get(ADDRESS)
    assert "Iets in een dossier dat je niet meer inziet." in text(page)
    assert "Aerts" not in source(page)
    assert str(case.dossier.pk) not in source(page)


def test_a_message_under_a_part_that_one_may_not_see_names_nobody(coach, registered):
    case = registered("Aerts")
    case.followed_by(coach)
    case.screened()
    screening = Event.objects.get(stream_id=case.dossier.pk, kind="screening.completed")
    Notification.objects.get_or_create(professional=coach.professional, event=screening)  # told before a right ended
    page = coach.client.get(ADDRESS)
    assert "Iets in een dossier dat je niet meer inziet." in text(page)
    assert "Screening" not in text(page)


def test_who_is_named_gets_an_access_row_with_the_parts_told(counsellor, colleague, registered):
    case = registered("Aerts")
    actions.assign(case.now, colleague.professional, by=counsellor.actor)
    colleague.client.get(ADDRESS)
    [look] = Look.objects.filter(account=colleague.account)
    assert (look.person, look.parts, look.day) == (case.dossier.pk, "identity plan", clock.today())


def test_every_kind_that_is_told_has_words():
    assert TOLD.keys() >= TELLS | REMINDS


def test_more_messages_ask_no_more_queries(counsellor, colleague, registered, django_assert_num_queries):
    client = colleague.client

    def told(name: str) -> None:
        actions.assign(registered(name).now, colleague.professional, by=counsellor.actor)

    told("Eerste")
    client.get(ADDRESS)
    # Session, account, roles, unread; how many, which; dossiers, who takes part, units; names; access rows of today.
    with django_assert_num_queries(10):
        client.get(ADDRESS)
    for number in range(6):
        told(f"Naam {number}")
    client.get(ADDRESS)
    with django_assert_num_queries(10):
        client.get(ADDRESS)


@pytest.mark.parametrize("worker", ["data_steward", "coach"])
def test_an_inbox_may_be_empty(worker, request):
    assert "Geen berichten" in text(request.getfixturevalue(worker).client.get(ADDRESS))


def test_a_citizen_has_none(case):
    assert case.client.get(ADDRESS).status_code == 403
