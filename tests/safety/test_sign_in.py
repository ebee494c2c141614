"""The door: locked after too many tries, the same for who exists and who does not, and leading nowhere else."""

import datetime as dt
import re

import pytest
from axes.models import AccessAttempt
from django.core import mail
from django.test import Client

from aanboord.core import clock
from aanboord.core.access import Role
from aanboord.directory import actions as directory
from aanboord.directory.models import Account, Organisation
from tests import world

from .doors import PASSWORD, SIGN_IN, is_signed_in, place, signs_in

TOKEN = re.compile(r'(csrfmiddlewaretoken" value=")\w+|value="(burger|counsellor|niemand)[^"]*"')


@pytest.fixture
def _locks(settings):
    settings.AXES_ENABLED = True


def fails(client, account, times, **more):
    return [signs_in(client, account, "verkeerd", **more) for _ in range(times)][-1]


@pytest.mark.usefixtures("_locks")
class TestLock:
    def test_the_fifth_wrong_password_locks(self, client, counsellor):
        assert fails(client, counsellor.account, 4).status_code == 200
        assert fails(client, counsellor.account, 1).status_code == 429
        signs_in(client, counsellor.account)
        assert not is_signed_in(client)

    def test_the_lock_is_for_this_account_from_this_place(self, client, counsellor, colleague):
        fails(client, counsellor.account, 5)
        signs_in(client, colleague.account)
        assert is_signed_in(client)
        elsewhere = Client(REMOTE_ADDR="198.51.100.7")
        signs_in(elsewhere, counsellor.account)
        assert is_signed_in(elsewhere)

    def test_a_right_password_wipes_out_the_wrong_ones(self, client, counsellor):
        fails(client, counsellor.account, 4)
        signs_in(client, counsellor.account)
        client.post("/account/logout/")
        assert fails(client, counsellor.account, 4).status_code == 200

    def test_the_lock_opens_after_a_quarter(self, client, counsellor):
        fails(client, counsellor.account, 5)
        long_ago = clock.now() - dt.timedelta(minutes=16)
        AccessAttempt.objects.update(attempt_time=long_ago)
        signs_in(client, counsellor.account)
        assert is_signed_in(client)

    def test_an_account_that_does_not_exist_locks_in_the_same_way(self, client, counsellor):
        for tries in (4, 1):
            answers = [fails(client, name, tries) for name in (counsellor.account.username, "niemand")]
            assert answers[0].status_code == answers[1].status_code
            assert TOKEN.sub("", answers[0].content.decode()) == TOKEN.sub("", answers[1].content.decode())

    def test_one_click_in_the_demo_counts_nowhere(self, client, settings):
        settings.DEMO = True
        Account.objects.create_user("bemiddelaar")
        fails(client, "bemiddelaar", 5)
        assert place(client.post("/demo/aanmelden", {"username": "bemiddelaar"})) == "/"
        assert is_signed_in(client)

    def test_no_header_of_a_browser_pretends_another_place(self, client, counsellor):
        for number in range(5):
            answer = fails(client, counsellor.account, 1, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
        assert answer.status_code == 429

    def test_behind_a_proxy_the_place_is_what_the_proxy_says_last(self, counsellor, settings):
        settings.BEHIND_TLS = True
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        spoofing = [Client(HTTP_X_FORWARDED_FOR=f"192.0.2.{number}, 198.51.100.7") for number in range(5)]
        assert [fails(one, counsellor.account, 1).status_code for one in spoofing][-1] == 429
        elsewhere = Client(HTTP_X_FORWARDED_FOR="198.51.100.8")
        signs_in(elsewhere, counsellor.account)
        assert is_signed_in(elsewhere)


def test_wrong_name_wrong_password_and_ended_account_get_one_answer(client, counsellor, colleague):
    Account.objects.filter(pk=colleague.account.pk).update(is_active=False)
    answers = {
        TOKEN.sub("", signs_in(client, name, password).content.decode())
        for name, password in [
            (counsellor.account.username, "verkeerd"),
            ("niemand", PASSWORD),
            (colleague.account.username, PASSWORD),
        ]
    }
    assert len(answers) == 1
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "evil",
    ["https://elders.example/", "//elders.example/", "/\\elders.example", "javascript:alert(1)", "http:elders.example"],
)
def test_after_sign_in_one_stays_here(client, counsellor, evil, settings):
    settings.MFA_REQUIRED = False
    answer = client.post(SIGN_IN, {"login": counsellor.account.username, "password": PASSWORD, "next": evil})
    assert answer.url == "/"
    assert client.post("/taal", {"language": "en", "next": evil}).url == "/"


def test_after_sign_in_one_comes_where_one_wanted_to_be(client, case):
    address = f"/dossier/{case.dossier.pk}/"
    to_door = client.get(address).url
    answer = client.post(to_door, {"login": case.by.account.username, "password": PASSWORD, "next": address})
    assert answer.url == address


def test_one_click_exists_in_the_demo_alone(client, settings):
    Account.objects.create_user("bemiddelaar")
    settings.DEMO = False
    for method in (client.get, client.post):
        assert method("/demo/aanmelden", {"username": "bemiddelaar"}).status_code == 404
    assert not is_signed_in(client)
    assert "bemiddelaar" not in client.get(SIGN_IN).content.decode()


@pytest.mark.parametrize("username", ["", "counsellor", "niemand", "bemiddelaar\0"])
def test_one_click_opens_the_accounts_of_the_demo_alone(client, counsellor, username):
    name = counsellor.account.username if username == "counsellor" else username
    assert client.post("/demo/aanmelden", {"username": name}).status_code == 404
    assert not is_signed_in(client)


def test_signing_in_gives_a_new_session(client, counsellor):
    client.get(SIGN_IN)
    session = client.session
    session["planted"] = "x"
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    signs_in(client, counsellor.account)
    assert client.cookies["sessionid"].value != before


def test_an_account_that_is_closed_is_out_at_once(client, counsellor):
    client.force_login(counsellor.account)
    Account.objects.filter(pk=counsellor.account.pk).update(is_active=False)
    assert place(client.get("/werklijst/")) == SIGN_IN


def test_a_membership_gives_rights_up_to_its_last_day(client, counsellor):
    client.force_login(counsellor.account)
    counsellor.membership.until = clock.today()
    counsellor.membership.save()
    assert client.get("/werklijst/").status_code == 200
    counsellor.membership.until = clock.today() - dt.timedelta(days=1)
    counsellor.membership.save()
    assert client.get("/werklijst/").status_code == 403


def test_a_membership_of_tomorrow_gives_none_today(client, counsellor):
    client.force_login(counsellor.account)
    counsellor.membership.since = clock.today() + dt.timedelta(days=1)
    counsellor.membership.save()
    assert client.get("/werklijst/").status_code == 403


def test_who_worked_at_a_merged_organisation_works_at_its_successor(client, social_worker, data_steward):
    old, new = world.ocmw_of().unit, world.ocmw_of("44084").unit
    chosen = social_worker.membership
    client.force_login(social_worker.account)
    session = client.session
    session["membership"] = str(chosen.pk)
    session.save()
    directory.merge_into(old, new, by=data_steward.actor)
    page = client.get("/werklijst/", follow=True)
    assert page.status_code == 200
    assert page.wsgi_request.actor.unit_id == new.pk


def test_no_membership_outlives_its_organisation(client):
    gone = world.team(Organisation.Kind.PARTNER, "Voorbij vzw", until=clock.today() - dt.timedelta(days=1))
    worker = gone.worker(Role.COACH)
    client.force_login(worker.account)
    assert client.get("/werklijst/").status_code == 403


@pytest.mark.parametrize("chosen", ["x", "00000000-0000-0000-0000-000000000000", "\0", ""])
def test_a_role_that_is_not_ones_own_changes_nothing(client, counsellor, team_lead, chosen):
    client.force_login(counsellor.account)
    client.post("/rol", {"membership": chosen or str(team_lead.membership.pk)})
    page = client.get("/werklijst/")
    assert page.wsgi_request.actor.role == Role.COUNSELLOR


def test_the_roles_of_a_colleague_are_not_for_taking_through_the_session(client, counsellor, team_lead):
    client.force_login(counsellor.account)
    session = client.session
    session["membership"] = str(team_lead.membership.pk)
    session.save()
    assert client.get("/werklijst/").wsgi_request.actor.role == Role.COUNSELLOR


class TestForgottenPassword:
    @pytest.fixture
    def known(self, counsellor):
        counsellor.account.email = "katrien@aanboord.example"
        counsellor.account.save()
        return counsellor

    def ask(self, client, address):
        return client.post("/account/password/reset/", {"email": address}, follow=True)

    def test_known_and_unknown_get_one_answer(self, client, known):
        answers = [self.ask(client, address) for address in ("katrien@aanboord.example", "niemand@aanboord.example")]
        one, other = (TOKEN.sub("", answer.content.decode()) for answer in answers)
        assert one == other

    def test_who_is_not_known_gets_no_mail(self, client, known):
        self.ask(client, "niemand@aanboord.example")
        assert not mail.outbox

    def test_the_mail_names_nobody_and_its_link_is_ours(self, client, known, settings):
        self.ask(client, "katrien@aanboord.example")
        [sent] = mail.outbox
        said = sent.subject + sent.body
        assert known.account.username not in said
        assert known.professional.name not in said
        assert re.search(r"http://testserver/account/password/reset/key/\S+", said)

    def test_the_link_counts_once_and_asks_for_the_second_step_after(self, client, known, settings):
        settings.MFA_REQUIRED = True
        self.ask(client, "katrien@aanboord.example")
        [link] = re.findall(r"http://testserver(/account/password/reset/key/\S+)", mail.outbox[0].body)
        page = client.get(link, follow=True)
        new = {"password1": "nog een lang wachtwoord", "password2": "nog een lang wachtwoord"}
        client.post(page.redirect_chain[-1][0], new)
        assert not is_signed_in(client)
        again = Client().get(link, follow=True)
        assert 'name="password1"' not in again.content.decode()

    def test_a_host_that_is_not_ours_gets_into_no_mail(self, client, known):
        answer = client.post(
            "/account/password/reset/", {"email": "katrien@aanboord.example"}, HTTP_HOST="elders.example"
        )
        assert answer.status_code == 400
        assert not mail.outbox


def test_a_new_password_ends_the_other_sessions_of_the_account(client, counsellor):
    elsewhere = Client()
    for one in (client, elsewhere):
        signs_in(one, counsellor.account)
    new = "nog een lang wachtwoord"
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert client.get("/werklijst/").status_code == 200
    assert place(elsewhere.get("/werklijst/")) == SIGN_IN


def test_the_mail_about_a_new_password_names_nobody(client, counsellor):
    counsellor.account.email = "katrien@aanboord.example"
    counsellor.account.save()
    signs_in(client, counsellor.account)
    new = "nog een lang wachtwoord"
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    for sent in mail.outbox:
        assert counsellor.account.username not in sent.body
        assert counsellor.professional.name not in sent.body
