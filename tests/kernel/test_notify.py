"""Who is told of what: others' doings in one's own cases, as far as one may see them, and once a day by mail."""

import datetime as dt
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail

from aanboord.core import clock
from aanboord.core.access import Actor, Part, Purpose
from aanboord.directory.models import Account, Membership
from aanboord.dossiers.actions import appointments, plan
from aanboord.dossiers.actions import dossier as dossiers
from aanboord.dossiers.actions.registration import Arrival, Status, register
from aanboord.dossiers.models import Involvement, Registration
from aanboord.dossiers.reactions import ESCALATES, REMINDS, TELLS
from aanboord.journal.models import Digest, Event, Notification
from aanboord.journal.notify import mark_read, send_digests
from aanboord.journal.queries import inbox, unread_count
from aanboord.people.actions import change_contact
from aanboord.people.models import StatusKind
from tests import world

from .marked import mark
from .test_actions import kinds

DAY = dt.timedelta(days=1)


def told(worker: world.Worker) -> list[str]:
    """What stands in somebody's inbox, oldest first."""
    return [row.event.kind for row in inbox(worker.professional)][::-1]


def test_every_kind_that_is_told_of_is_one_that_happens():
    assert kinds("dossiers") | kinds("people") | {"registration.repeated"} >= TELLS | REMINDS
    assert ESCALATES <= REMINDS


class TestWho:
    def test_the_counsellor_hears_what_a_colleague_did_in_his_case(self, case, counsellor, colleague):
        case.by = colleague
        case.screened()
        assert told(counsellor) == ["screening.completed"]
        assert told(colleague) == []

    def test_nobody_hears_of_what_he_did_himself(self, case, counsellor):
        case.screened()
        case.agreed()
        assert told(counsellor) == []

    def test_the_counsellor_hears_what_the_citizen_answered(self, case, counsellor):
        agreement = case.agreed(agreed_in_conversation=False)
        plan.answer(agreement, True, by=case.citizen())
        assert told(counsellor) == ["agreement.answered"]

    def test_the_counsellor_hears_what_the_citizen_proposed_in_her_own_words(self, case, counsellor):
        plan.propose(case.now, by=case.citizen(), kind="other", text="Ik fiets elke dag.", due_on=clock.today() + DAY)
        assert told(counsellor) == ["agreement.proposed"]

    def test_the_counsellor_hears_that_she_cannot_come(self, case, counsellor):
        meeting = appointments.make_appointment(case.now, by=counsellor.actor, kind="phone", at=clock.now() + 2 * DAY)
        appointments.excuse(meeting, "Ziek kind", by=case.citizen())
        assert told(counsellor) == ["appointment.excused"]

    def test_a_follower_hears_of_every_step_of_the_others(self, case, social_worker):
        case.followed_by(social_worker, Involvement.Kind.FOLLOWS)
        case.screened()
        case.agreed()
        case.placed()
        assert told(social_worker) == [
            "partner.involved",
            "screening.completed",
            "agreement.proposed",
            "placement.started",
        ]

    def test_a_partner_hears_only_of_parts_that_he_may_see(self, case, coach):
        case.followed_by(coach)
        case.screened()
        change_contact(case.person, by=case.citizen(), phone="0470 00 00 00")
        case.agreed()
        assert told(coach) == ["partner.involved", "contact.changed", "agreement.proposed"]

    def test_who_took_part_until_yesterday_hears_nothing_more(self, case, coach):
        involvement = case.followed_by(coach)
        Involvement.objects.filter(pk=involvement.pk).update(since=clock.today() - 2 * DAY, until=clock.today() - DAY)
        case.agreed()
        assert told(coach) == ["partner.involved"]

    def test_who_left_the_team_hears_nothing_more(self, case, counsellor, colleague):
        Membership.objects.filter(pk=counsellor.membership.pk).update(until=clock.today() - DAY)
        case.by = colleague
        case.screened()
        assert told(counsellor) == []

    def test_a_colleague_of_the_team_who_has_no_part_in_the_case_hears_nothing(self, case, colleague):
        plan.propose(case.now, by=case.citizen(), kind="other", text="Ik fiets.", due_on=clock.today())
        assert told(colleague) == []

    def test_who_gets_a_case_hears_that_he_does(self, case, colleague, team_lead):
        dossiers.assign_many([case.now], colleague.professional, by=team_lead.acting(Purpose.STEERING))
        assert told(colleague) == ["dossier.assigned"]

    def test_what_a_file_says_again_is_no_message(self, case, counsellor):
        status = Status(StatusKind.SICKNESS, clock.today())
        register(
            Arrival(
                "Vermeulen", "Ömer", Registration.Way.FILE, insz=case.person.insz, statuses=(status,), source="rva"
            ),
            by=Actor.system(),
        )
        assert Event.objects.filter(kind="registration.repeated").exists()
        assert told(counsellor) == []


class TestInbox:
    def test_counts_what_is_not_read_and_all_is_read_at_once(self, case, counsellor, colleague):
        case.by = colleague
        case.screened()
        case.agreed()
        assert unread_count(counsellor.professional.pk) == 2
        assert mark_read(counsellor.professional.pk) == 2
        assert mark_read(counsellor.professional.pk) == 0
        assert unread_count(counsellor.professional.pk) == 0

    def test_of_nobody_is_empty(self):
        assert unread_count(None) == 0


@pytest.fixture
def waiting(case, counsellor, colleague):
    """Two messages for the counsellor, about somebody with a name that can be recognised."""
    change_contact(case.person, by=counsellor.actor, email="geheim@identity.example")
    person = case.person
    person.family_name = mark(Part.IDENTITY)
    person.save()
    case.by = colleague
    case.screened(answers={"remarks": mark(Part.SCREENING)})
    case.agreed(text=mark(Part.PLAN))
    return counsellor


def letters(worker: world.Worker) -> list[mail.EmailMessage]:
    return [letter for letter in mail.outbox if letter.to == [worker.professional.email]]


class TestDigest:
    def test_is_one_mail_with_a_count_and_a_link_and_no_word_of_anybody(self, waiting, case, settings):
        settings.SITE_ADDRESS = "https://aanboord.example"
        assert send_digests() == 1
        [letter] = letters(waiting)
        assert letter.subject == "2 nieuwe berichten in Aan Boord"
        assert letter.body == "Meld je aan om ze te lezen: https://aanboord.example"
        said = f"{letter.subject} {letter.body} {letter.message()}"
        for secret in ("GEHEIM", case.person.insz, str(case.dossier.pk), "geheim@identity", "Vermeulen"):
            assert secret not in said

    def test_is_in_the_language_of_the_reader(self, waiting):
        Account.objects.filter(pk=waiting.account.pk).update(language="en")
        send_digests()
        [letter] = letters(waiting)
        assert letter.subject == "2 new messages in Aan Boord"
        assert letter.body.startswith("Sign in to read them: ")

    def test_of_one_message_speaks_of_one(self, case, counsellor, colleague):
        case.by = colleague
        case.screened()
        send_digests()
        assert letters(counsellor)[0].subject == "1 nieuw bericht in Aan Boord"

    def test_comes_once_a_day_and_tells_of_each_message_once(self, waiting, case):
        assert send_digests() == 1
        case.agreed()
        assert send_digests() == 0
        with clock.at(clock.today() + DAY):
            assert send_digests() == 1
        with clock.at(clock.today() + 2 * DAY):
            assert send_digests() == 0
        assert [letter.subject[0] for letter in letters(waiting)] == ["2", "1"]

    def test_leaves_out_what_was_read_and_who_gave_no_address(self, waiting, colleague, case):
        mark_read(waiting.professional.pk)
        assert send_digests() == 0
        dossiers.assign(case.now, waiting.professional, by=colleague.actor)
        waiting.professional.email = ""
        waiting.professional.save()
        assert send_digests() == 0

    def test_to_an_address_that_is_refused_keeps_nobody_else_from_his(
        self, waiting, case, social_worker, colleague, monkeypatch
    ):
        case.followed_by(social_worker)
        refuse = waiting.professional.email
        send = mail.get_connection().send_messages

        def picky(self, messages):
            if messages[0].to == [refuse]:
                raise SMTPRecipientsRefused({})
            return send(messages)

        monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", picky)
        assert send_digests() == 1
        assert [letter.to for letter in mail.outbox] == [[social_worker.professional.email]]
        assert not Digest.objects.filter(professional=waiting.professional).exists()
        assert not Notification.objects.filter(professional=waiting.professional).exclude(mailed_at=None).exists()
