"""Every form that makes something makes one thing, however often and however fast it is sent."""

import datetime as dt
import re
import threading
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError, InterfaceError, OperationalError, connections
from django.test import Client
from django.urls import reverse

from aanboord.core import clock
from aanboord.core.access import Role
from aanboord.directory.models import Account
from aanboord.dossiers.actions import appointments
from aanboord.dossiers.models import Involvement
from aanboord.journal.models import Event
from aanboord.people.models import Person
from aanboord.web.models import SentForm
from tests import world
from tests.dossier import test_registration_pages as registration
from tests.dossier.reading import fields_of, text_of
from tests.dossier.test_screening_pages import SAID
from tests.exchange.importing import written

from .crawling import PDF

DAY = dt.timedelta(days=1)
SOON = (clock.today() + 20 * DAY).isoformat()


def opened(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer


def page(client, address):
    """The token of a page that was just opened: all its forms send it along."""
    return token_of(opened(client, address))


def token_of(answer):
    return re.search(r'name="csrfmiddlewaretoken"\s+value="(\w+)"', answer.content.decode())[1]


def about(case, name):
    return reverse(f"dossiers:{name}", args=[case.dossier.pk])


def screened(case):
    case.screened()
    return case.by.client


def in_the_office(case):
    return case.by.client


def half_screened(case):
    client = case.by.client
    client.post(about(case, "screening"), SAID)
    return client


def half_registered(case):
    client = case.by.client
    registration.fill_in(client)
    return client


def newcomer(case):
    account = Account.objects.create_user(username="fatma", password="een lang wachtwoord")
    Person.objects.create(given_name="Fatma", family_name="Yıldız", account=account)
    client = Client()
    client.force_login(account, backend="aanboord.web.sessions.Backend")
    return client


def asked(case):
    """A citizen with an agreement to speak of."""
    case.screened()
    case.asked = case.agreed(agreed_in_conversation=False)
    return case.client


def met(case):
    """A meeting that took place, without a report."""
    with clock.at(clock.now() - 2 * DAY):
        case.met = appointments.make_appointment(
            case.now, by=case.by.actor, kind="phone", at=clock.now() + dt.timedelta(hours=1)
        )
    appointments.hold(case.met, True, by=case.by.actor)
    return case.by.client


def partner(case):
    case.partner = world.ocmw_of().unit
    return case.by.client


def steward(case):
    return world.vdab_office().worker(Role.DATA_STEWARD).client


STEP = {"instrument": "ibo", "host": "De Spaander", "starts_on": clock.today(), "ends_on": SOON}
WORK = {"employer": "De Spaander", "contract": "permanent", "hours_per_week": "38", "started_on": clock.today()}

#: What is made, by whom and after what, on which page, with what; and the kind of event that may come once.
MAKES = {
    "a note": (in_the_office, lambda case: about(case, "file"), {"text": "Belt morgen."}, "note.added"),
    "a document": (
        in_the_office,
        lambda case: about(case, "add_document"),
        lambda case: {"title": "Cv", "part": "plan", "file": SimpleUploadedFile("cv.pdf", PDF)},
        "document.added",
    ),
    "a contact": (
        in_the_office,
        lambda case: about(case, "contact_made"),
        {"next_contact_on": SOON, "text": "Gebeld"},
        "contact.made",
    ),
    "a meeting": (
        in_the_office,
        lambda case: about(case, "new_appointment"),
        {"kind": "phone", "at": SOON, "time": "10:00"},
        "appointment.made",
    ),
    "a report": (
        met,
        lambda case: reverse("dossiers:appointment", args=[case.met.pk]),
        {"text": "Ging goed."},
        "appointment.reported",
    ),
    "agreements": (
        screened,
        lambda case: about(case, "plan_conversation"),
        {
            "goal": "Ik wil kok worden",
            "towards_work": "on",
            "row1-text": "Ik bel de school.",
            "row1-due_on": SOON,
            "row1-kind": "training",
            "row1-owner": "citizen",
        },
        "agreement.proposed",
    ),
    "a reason not to work yet": (
        screened,
        lambda case: about(case, "work_not_yet"),
        {"reason": "Zoekt een woning", "look_again_on": SOON},
        "plan.work-not-yet",
    ),
    "an offer of training": (
        screened,
        lambda case: about(case, "training_offer"),
        {"text": "Lassen", "due_on": SOON},
        "training.offered",
    ),
    "a step": (
        screened,
        lambda case: about(case, "new_placement"),
        STEP | {"hours_per_week": "38", "goals": "Kasten maken"},
        "placement.planned",
    ),
    "work": (screened, lambda case: about(case, "start_work"), WORK, "work.started"),
    "a screening": (
        half_screened,
        lambda case: about(case, "screening_decision"),
        {"level": "intensive", "next_contact_on": SOON},
        "screening.completed",
    ),
    "a status": (
        in_the_office,
        lambda case: about(case, "record_status"),
        {"kind": "newcomer", "since": clock.today()},
        "status.recorded",
    ),
    "a mandate": (
        partner,
        lambda case: about(case, "give_mandate"),
        lambda case: {"organisation": str(case.partner.pk), "given_on": clock.today()},
        "mandate.given",
    ),
    "a partner": (
        partner,
        lambda case: f"{about(case, 'involve')}?unit={case.partner.pk}",
        {"kind": Involvement.Kind.PARTNER.value},
        "partner.involved",
    ),
    "a registration": (half_registered, lambda case: registration.step("nakijken"), {}, "person.registered"),
    "one's own registration": (
        newcomer,
        lambda case: reverse("dossiers:own_registration"),
        registration.OWN,
        "person.registered",
    ),
    "one's own agreement": (
        asked,
        lambda case: reverse("dossiers:my_own_agreement"),
        {"text": "Ik fiets elke dag.", "due_on": SOON},
        "agreement.proposed",
    ),
    "a remark": (
        asked,
        lambda case: reverse("dossiers:my_agreement", args=[case.asked.pk]),
        {"says": "remark", "comment": "Kan het later?"},
        "agreement.commented",
    ),
    "a delivery": (
        steward,
        lambda case: reverse("exchange:upload"),
        lambda case: {
            "source": "rva",
            "file": SimpleUploadedFile("rva.csv", written(case.folder / "rva.csv", {}).read_bytes()),
        },
        "delivery.received",
    ),
}
#: At which other address the form of the page is sent.
SENT_TO = {"a report": lambda case: reverse("dossiers:report_appointment", args=[case.met.pk])}


@pytest.fixture(params=MAKES)
def form(request, case, settings, tmp_path):
    """A page that somebody has before him, filled in: `send(client)` presses its button."""
    settings.MEDIA_ROOT = case.folder = tmp_path
    prepare, where, data, kind = MAKES[request.param]
    client = prepare(case)
    shown = opened(client, where(case))
    untouched, token, address = fields_of(shown), token_of(shown), SENT_TO.get(request.param, where)(case)
    events = Event.objects.filter(kind=kind)
    before = events.count()

    def send(client=client, **other):
        given = data(case) if callable(data) else data
        return client.post(address, untouched | given | {"csrfmiddlewaretoken": token} | other)

    return Form(client, send, lambda: events.count() - before)


class Form:
    def __init__(self, client, send, made):
        self.client, self.send, self.made = client, send, made


def test_sent_again_it_leads_to_what_was_made_the_first_time(form):
    first, second = form.send(), form.send()
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert form.made() == 1


@pytest.mark.django_db(transaction=True)
def test_two_sendings_at_the_same_moment_make_one(form):
    together, answers = threading.Barrier(2), []

    def press():
        client = Client()
        client.cookies = form.client.cookies
        together.wait()
        try:
            answers.append(form.send(client))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert form.made() == 1


class TestWhatIsNoSecondSending:
    def note(self, client, case, token, text="Belt morgen."):
        return client.post(about(case, "file"), {"text": text, "csrfmiddlewaretoken": token})

    def test_the_same_words_from_a_page_opened_anew(self, case):
        client = case.by.client
        for _ in range(2):
            self.note(client, case, page(client, about(case, "file")))
        assert case.dossier.notes.count() == 2

    def test_other_words_from_a_page_that_was_kept_open(self, case):
        client = case.by.client
        token = page(client, about(case, "file"))
        self.note(client, case, token)
        self.note(client, case, token, "Belt vrijdag.")
        assert case.dossier.notes.count() == 2

    def test_another_file_of_the_same_name_and_size(self, case):
        client = case.by.client
        sent = {"title": "Cv", "part": "plan", "csrfmiddlewaretoken": page(client, about(case, "add_document"))}
        contents = [PDF + b"1", PDF + b"2"]
        for content in [*contents, *contents]:
            client.post(about(case, "add_document"), sent | {"file": SimpleUploadedFile("cv.pdf", content)})
        assert sorted(Path(one.file.path).read_bytes() for one in case.dossier.documents.all()) == contents

    def test_what_came_back_with_an_error(self, case):
        client = case.by.client
        token = page(client, about(case, "new_placement"))
        sent = STEP | {"hours_per_week": "38", "goals": "x", "csrfmiddlewaretoken": token}
        client.raise_request_exception = False
        assert client.post(about(case, "new_placement"), sent).status_code == 409  # not screened yet
        case.screened()
        assert client.post(about(case, "new_placement"), sent).status_code == 302
        assert case.dossier.placements.count() == 1

    def test_what_was_sent_after_the_session_was_over(self, case, settings):
        client = case.by.client
        token = page(client, about(case, "file"))
        settings.SESSION_IDLE_SECONDS = -1
        assert "login" in self.note(client, case, token)["Location"]
        settings.SESSION_IDLE_SECONDS = 100
        client.force_login(case.by.account, backend="aanboord.web.sessions.Backend")
        assert "login" not in self.note(client, case, token)["Location"]
        assert case.dossier.notes.count() == 1

    def test_the_same_form_of_somebody_else(self, case, colleague):
        token = page(case.by.client, about(case, "file"))
        for worker in (case.by, colleague):
            self.note(worker.client, case, token)
        assert case.dossier.notes.count() == 2


@pytest.mark.parametrize("when", ["before the view is asked", "when all was done"])
@pytest.mark.parametrize(("error", "status"), [(OperationalError, 503), (InterfaceError, 503), (DataError, 500)])
def test_a_form_that_could_not_be_kept_never_says_that_it_was(case, monkeypatch, when, error, status):
    client = case.by.client
    client.raise_request_exception = False
    token = page(client, about(case, "file"))
    sent = {"text": "Belt morgen.", "csrfmiddlewaretoken": token}
    save = SentForm.save

    def fails(form, **how):
        if form._state.adding and when == "when all was done":
            return save(form, **how)
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(SentForm, "save", fails)
        answer = client.post(about(case, "file"), sent)
    assert answer.status_code == status
    assert "even niet bereikbaar" in text_of(answer) or status == 500
    assert not case.dossier.notes.exists()
    assert not Event.objects.filter(kind="note.added").exists()
    assert client.post(about(case, "file"), sent).status_code == 302
    assert case.dossier.notes.count() == 1


def test_what_is_kept_of_a_form_that_was_sent_says_nothing_of_what_was_typed(case):
    client = case.by.client
    token = page(client, about(case, "file"))
    client.post(about(case, "file"), {"text": "Vertrouwelijk", "csrfmiddlewaretoken": token})
    sent = SentForm.objects.get()
    assert re.fullmatch(r"[0-9a-f]{64}", sent.key)
    assert sent.address == about(case, "file")
