"""Somebody who may do a little tries for more: another's things under his own address, fields that no form has."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from aanboord.core import clock
from aanboord.core.access import Part, Purpose, Role
from aanboord.directory.models import Organisation
from aanboord.dossiers.actions import appointments, plan
from aanboord.dossiers.models import (
    Agreement,
    Appointment,
    Document,
    Dossier,
    Employment,
    Goal,
    Note,
    Placement,
    SavedFilter,
    Screening,
)
from aanboord.journal.models import Event
from aanboord.people.actions import give_mandate
from aanboord.people.models import Mandate, Person
from tests import world

from .crawling import PDF, Crawler
from .stage import ROLES, Stage

SOON = (clock.today() + dt.timedelta(days=20)).isoformat()


def at(case, name, *more):
    return reverse(f"dossiers:{name}", args=[case.dossier.pk, *more])


@pytest.fixture
def theirs(team_lead):
    """A case of another office of the same organisation: to the counsellor it is nobody's."""
    other = Organisation.objects.filter(part_of=team_lead.membership.unit.part_of).exclude(
        pk=team_lead.membership.unit.pk
    )
    worker = world.Team(other.order_by("pk")[0]).worker(Role.COUNSELLOR)
    dossier = world.register(worker)
    Dossier.objects.filter(pk=dossier.pk).update(lead=worker.membership.unit, counsellor=worker.professional)
    return world.Case(Dossier.objects.get(pk=dossier.pk), worker)


class TestAnothersThings:
    """A thing of one dossier under the address of another does not exist."""

    def test_a_status(self, case, theirs):
        status = theirs.person.statuses.get()
        for method in (case.by.client.get, case.by.client.post):
            assert method(at(case, "end_status", status.pk), {"on": clock.today()}).status_code == 404
        assert theirs.person.statuses.get().until is None

    def test_a_mandate(self, case, theirs):
        mandate = give_mandate(
            theirs.person, world.ocmw_of().unit, given_on=clock.today(), by=theirs.by.acting(Purpose.INTAKE)
        )
        assert case.by.client.post(at(case, "withdraw_mandate", mandate.pk)).status_code == 404
        assert case.client.post(reverse("dossiers:my_mandate_withdrawn", args=[mandate.pk])).status_code == 404
        assert Mandate.objects.get().withdrawn_on is None

    def test_an_involvement(self, case, theirs, coach):
        theirs.screened()
        involvement = theirs.followed_by(coach)
        assert case.by.client.post(at(case, "release", involvement.pk)).status_code == 404
        involvement.refresh_from_db()
        assert involvement.until is None

    def test_a_letter_about_a_meeting_or_a_step(self, case, theirs):
        theirs.screened()
        meeting = appointments.make_appointment(
            theirs.now, by=theirs.by.actor, kind="phone", at=clock.now() + dt.timedelta(days=2), place="GEHEIM"
        )
        step = theirs.placed(goals="GEHEIM")
        for kind, about in (("invitation", meeting), ("attest", step)):
            for method in (case.by.client.get, case.by.client.post):
                answer = method(at(case, "letter_about", kind, about.pk))
                assert answer.status_code in (403, 404, 409)
                assert "GEHEIM" not in answer.content.decode()
        assert not Document.objects.exists()

    def test_a_step_that_led_to_work(self, case, theirs):
        case.screened()
        theirs.screened()
        address = f"{at(case, 'start_work')}?stap={theirs.placed().pk}"
        assert case.by.client.get(address).status_code == 404

    def test_a_goal_of_an_agreement(self, case, theirs):
        case.screened()
        theirs.screened()
        goal = plan.set_goal(theirs.now, "GEHEIM", by=theirs.by.actor)
        answer = case.by.client.post(
            at(case, "plan_conversation"),
            {
                "goal": "Kok worden",
                "towards_work": "on",
                "row1-text": "Bellen",
                "row1-kind": "other",
                "row1-due_on": SOON,
                "row1-owner": "citizen",
                "row1-goal": str(goal.pk),
            },
        )
        assert answer.status_code == 422
        assert not Agreement.objects.exists()

    def test_a_filter(self, case, colleague):
        mine = SavedFilter.objects.create(account=colleague.account, name="GEHEIM", query="due=overdue")
        case.by.client.post(reverse("dossiers:forget_filter", args=[mine.pk]))
        assert SavedFilter.objects.filter(pk=mine.pk).exists()
        assert "GEHEIM" not in case.by.client.get("/werklijst/").content.decode()

    @pytest.mark.parametrize("made", ["agreement", "appointment", "document"])
    def test_what_is_of_another_citizen(self, case, theirs, made, tmp_path, settings):
        settings.MEDIA_ROOT = tmp_path
        theirs.screened()
        if made == "agreement":
            thing = theirs.agreed()
        elif made == "appointment":
            thing = appointments.make_appointment(
                theirs.now, by=theirs.by.actor, kind="phone", at=clock.now() + dt.timedelta(days=2)
            )
        else:
            thing = Document(dossier=theirs.dossier, title="GEHEIM")
            thing.file.save("x.pdf", SimpleUploadedFile("x.pdf", PDF), save=True)
        for method in (case.client.get, case.client.post):
            assert method(reverse(f"dossiers:my_{made}", args=[thing.pk])).status_code in (403, 404, 405)
        assert case.by.client.get(reverse(f"dossiers:{made}", args=[thing.pk])).status_code == 403

    @pytest.mark.parametrize("name", ["colleague", "stranger"])
    def test_a_dossier_in_a_bulk(self, case, theirs, team_lead, name):
        """Ticked by hand: what one may not divide is neither divided nor named."""
        browser = team_lead.client
        sent = {"dossier": [str(theirs.dossier.pk)], "to": str(case.by.professional.pk), "confirm": "1"}
        page = browser.post("/werklijst/toewijzen/", sent)
        assert theirs.now.counsellor_id == theirs.by.professional.pk
        assert not Event.objects.filter(kind="dossier.assigned").exists()
        assert page.status_code == 200

    @pytest.mark.parametrize("ticked", ["x", ":", "{0}:x", "{0}:" + "0" * 36, "\0", "{0}:\0"])
    def test_nonsense_in_a_bulk_is_passed_over(self, case, team_lead, ticked):
        sent = {"dossier": [ticked.format(case.dossier.pk)], "to": str(case.by.professional.pk), "confirm": "1"}
        assert team_lead.client.post("/werklijst/toewijzen/", sent).status_code in (200, 302)


class TestMoreFieldsThanTheFormHas:
    def test_contact_changes_neither_number_nor_name_nor_account(self, case, colleague):
        before = Person.objects.values(
            "insz", "family_name", "given_name", "account", "merged_into", "birth_date"
        ).get()
        sent = {"channel": "letter", "language": "nl", "phone": "0470 00 00 01", "insz": "1", "family_name": "X"}
        sent |= {"given_name": "X", "account": str(colleague.account.pk), "merged_into": str(case.dossier.pk)}
        assert case.by.client.post(at(case, "contact"), sent | {"birth_date": "2000-01-01"}).status_code == 302
        assert Person.objects.values(*before).get() == before
        assert case.person.phone == "0470 00 00 01"

    def test_a_citizen_changes_her_telephone_and_not_where_she_is_registered(self, case):
        before = case.person.municipality_id
        case.client.post("/mijn/gegevens/wijzigen/", {"channel": "letter", "language": "nl", "municipality": "11002"})
        assert case.person.municipality_id == before

    def test_a_citizen_binds_nobody_with_an_agreement_of_her_own(self, case, colleague):
        sent = {"text": "Ik bel", "due_on": SOON, "binding": "on", "owner": "professional", "state": "done"}
        sent |= {"kind": "training", "made_by": str(colleague.professional.pk), "own_words": ""}
        case.client.post("/mijn/afspraken/nieuw/", sent)
        made = Agreement.objects.get()
        assert (made.binding, made.owner, made.kind, made.state) == (False, "citizen", "other", "agreed")
        assert (made.own_words, made.made_by) == (True, None)

    def test_a_dossier_is_taken_on_for_oneself_alone(self, case, colleague, team_lead):
        sent = {"version": case.now.version, "professional": str(team_lead.professional.pk), "to": "x", "lead": "x"}
        colleague.client.post(at(case, "assign"), sent)
        assert case.now.counsellor_id == colleague.professional.pk
        assert case.now.lead_id == case.dossier.lead_id

    def test_a_caseworker_divides_no_work_by_naming_a_colleague(self, case, colleague):
        Dossier.objects.update(counsellor=None)
        sent = {"dossier": [f"{case.dossier.pk}:"], "to": str(colleague.professional.pk), "confirm": "1"}
        case.by.client.post("/werklijst/toewijzen/", sent)
        assert case.now.counsellor_id == case.by.professional.pk

    def test_a_team_lead_gives_nothing_to_another_team(self, case, team_lead, social_worker):
        sent = {"dossier": [str(case.dossier.pk)], "to": str(social_worker.professional.pk), "confirm": "1"}
        team_lead.client.post("/werklijst/toewijzen/", sent)
        assert case.now.counsellor_id == case.by.professional.pk

    def test_a_partner_is_brought_in_with_one_of_its_own_people(self, case, coach, social_worker):
        unit = coach.membership.unit
        sent = {"kind": "partner", "professional": str(social_worker.professional.pk)}
        answer = case.by.client.post(f"{at(case, 'involve')}?unit={unit.pk}", sent)
        assert answer.status_code == 422
        assert not case.dossier.involvements.exists()

    def test_no_organisation_from_elsewhere_is_brought_in(self, case):
        far = world.ocmw_of("11002").unit
        answer = case.by.client.post(f"{at(case, 'involve')}?unit={far.pk}", {"kind": "partner"})
        assert answer.status_code in (200, 422)
        assert not case.dossier.involvements.exists()

    def test_a_step_begins_as_a_plan(self, case):
        case.screened()
        sent = {
            "instrument": "ibo",
            "host": "X",
            "starts_on": SOON,
            "ends_on": SOON,
            "hours_per_week": "20",
            "goals": "x",
        }
        case.by.client.post(at(case, "new_placement"), sent | {"state": "ended", "ended_on": SOON, "dossier": "x"})
        made = Placement.objects.get()
        assert (made.state, made.ended_on, made.dossier_id) == ("planned", None, case.dossier.pk)

    def test_work_begins_without_being_durable(self, case):
        case.screened()
        sent = {"employer": "X", "contract": "permanent", "hours_per_week": "20", "started_on": clock.today()}
        case.by.client.post(at(case, "start_work"), sent | {"durable_on": SOON, "placement": "x"})
        assert Employment.objects.get().durable_on is None

    def test_a_meeting_is_ones_own_and_yet_to_come(self, case, colleague):
        sent = {"kind": "phone", "at": SOON, "time": "10:00", "state": "present", "report": "x"}
        case.by.client.post(at(case, "new_appointment"), sent | {"professional": str(colleague.professional.pk)})
        made = Appointment.objects.get()
        assert (made.state, made.professional_id, made.report) == ("planned", case.by.professional.pk, "")

    def test_a_note_is_ones_own_and_of_now(self, case, colleague):
        case.by.client.post(at(case, "file"), {"text": "x", "by": str(colleague.professional.pk), "at": "2000-01-01"})
        made = Note.objects.get()
        assert made.by_id == case.by.professional.pk
        assert made.at.date() == clock.today()

    def test_a_coach_keeps_no_document_under_a_part_that_is_closed_to_her(self, case, coach, tmp_path, settings):
        settings.MEDIA_ROOT = tmp_path
        case.screened()
        case.followed_by(coach)
        for part in Part:
            coach.client.post(
                at(case, "add_document"), {"title": "x", "part": part, "file": SimpleUploadedFile("x.pdf", PDF)}
            )
        assert set(Document.objects.values_list("part", flat=True)) == {Part.PLAN, Part.PLACEMENTS}

    def test_a_screening_weighs_no_domain_that_is_closed(self, case, colleague):
        browser = colleague.client
        browser.post(
            at(case, "screening"), {"health_weight": "2", "debt_weight": "2", "mobility_weight": "1", "next": "x"}
        )
        browser.post(at(case, "screening_decision"), {"level": "intensive", "suggested_level": "sector", "number": "7"})
        made = Screening.objects.get()
        assert [one.domain for one in made.thresholds.all()] == ["mobility"]
        assert (made.number, made.suggested_level, made.by_id) == (1, "", colleague.professional.pk)

    def test_a_goal_is_not_reached_by_who_helps_as_a_citizen(self, case):
        case.screened()
        goal = plan.set_goal(case.now, "Kok", by=case.by.actor)
        assert case.client.post(reverse("dossiers:close_goal", args=[goal.pk]), {"reached": "1"}).status_code == 403
        assert Goal.objects.get().is_open

    def test_a_citizen_settles_nothing_but_done(self, case):
        case.screened()
        agreement = case.agreed()
        case.client.post(reverse("dossiers:my_agreement_done", args=[agreement.pk]), {"state": "dropped"})
        agreement.refresh_from_db()
        assert agreement.state == "done"


@pytest.mark.parametrize("role", ROLES)
def test_no_form_works_without_the_token_of_its_page(role):
    stage = Stage()
    client = stage.client(role)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    known = {}
    for seen in Crawler(client).walk(*stage.starts(role)):
        for form in seen.page.forms if seen.page else ():
            if form.method == "post":
                known.setdefault(form.kind, form)
    assert known
    events = Event.objects.count()
    for form in known.values():
        data = form.data()
        data.pop("csrfmiddlewaretoken", None)
        answer = strict.post(form.action, data, headers={"HX-Request": "true"})
        assert answer.status_code == 403, form.route
        assert "De pagina was te oud" in answer.content.decode()
    assert Event.objects.count() == events


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace", "head"])
def test_another_method_does_nothing(case, method):
    events = Event.objects.count()
    browser = case.by.client
    for name in ("dossier", "assign", "close", "contact", "file", "resume"):
        answer = getattr(browser, method)(at(case, name))
        assert answer.status_code in (403, 405), name
    assert Event.objects.count() == events


def test_what_changes_something_is_no_link(case):
    """Each address that is asked for by GET leaves everything as it was."""
    stage = Stage()
    for role in ROLES:
        client = stage.client(role)
        events = Event.objects.count()
        for _ in Crawler(client).walk(*stage.starts(role)):
            pass
        assert Event.objects.count() == events


@pytest.mark.parametrize(
    "headers",
    [
        {"HX-Request": "true"},
        {"HX-Request": "true", "HX-Target": "lijst"},
        {"HX-Boosted": "true", "HX-Request": "true"},
        {"X-HTTP-Method-Override": "POST"},
        {"X-Forwarded-Host": "elders.example"},
        {"X-Original-URL": "/werklijst/"},
        {"HX-Current-URL": "https://elders.example/%00"},
    ],
)
def test_headers_open_nothing(case, coach, headers):
    for name in ("dossier", "dossier_plan", "timeline", "file"):
        answer = coach.client.get(at(case, name), headers=headers)
        assert answer.status_code == 403
        assert "Vermeulen" not in answer.content.decode()
        assert "elders.example" not in answer.content.decode()


class TestUploads:
    @pytest.fixture(autouse=True)
    def _kept_here(self, tmp_path, settings):
        settings.MEDIA_ROOT = tmp_path

    def send(self, case, name, content, title="Attest"):
        return case.by.client.post(
            at(case, "add_document"), {"title": title, "part": "plan", "file": SimpleUploadedFile(name, content)}
        )

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
            ("a.html", b"%PDF<script>alert(1)</script>"),
            ("a.pdf", b"<html><script>alert(1)</script>"),
            ("a.png", b"<svg onload=alert(1)>"),
            ("a.pdf.html", b"%PDF-1.7"),
            ("a.php", b"%PDF-1.7"),
            ("a", b"%PDF-1.7"),
            ("a.pdf", b""),
            ("a.pdf\0.html", b"%PDF-1.7"),
        ],
    )
    def test_what_is_none_of_the_five_kinds_is_refused(self, case, name, content):
        assert self.send(case, name, content).status_code in (400, 422)
        assert not Document.objects.exists()

    @pytest.mark.parametrize(
        "name", ["../../../etc/passwd.pdf", "..\\..\\x.pdf", "/etc/x.pdf", "a/b/c.pdf", "Jan Peeters 600403.pdf"]
    )
    def test_a_file_lies_where_we_say_and_not_where_its_name_says(self, case, name, tmp_path):
        self.send(case, name, PDF)
        [kept] = [one for one in tmp_path.rglob("*") if one.is_file()]
        assert kept.stem == str(Document.objects.get().pk)
        assert "Peeters" not in str(kept)

    def test_a_file_is_for_the_platform_alone_on_its_machine(self, case, tmp_path):
        self.send(case, "a.pdf", PDF)
        for one in tmp_path.rglob("*"):
            assert one.stat().st_mode & 0o077 == 0, one

    @pytest.mark.parametrize(
        "title", ['a"; filename="x.html', "a\r\nSet-Cookie: x=y", "../../x", "\u202egpj.exe", "é" * 100, ";"]
    )
    def test_a_title_says_nothing_to_a_browser(self, case, title):
        self.send(case, "a.pdf", PDF, title=title)
        answer = case.by.client.get(reverse("dossiers:document", args=[Document.objects.get().pk]))
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.getvalue() == PDF

    def test_what_a_polyglot_holds_does_not_run(self, case):
        self.send(case, "a.pdf", b"%PDF-1.7 <script>alert(1)</script>")
        answer = case.by.client.get(reverse("dossiers:document", args=[Document.objects.get().pk]))
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.getvalue().startswith(b"%PDF")

    def test_more_than_may_be_is_refused_before_it_is_read(self, case, client):
        many = str(300 * 1024 * 1024)
        assert case.by.client.post(at(case, "add_document"), CONTENT_LENGTH=many).status_code == 413
        assert client.post("/account/login/", CONTENT_LENGTH=str(20 * 1024 * 1024)).status_code == 413


def test_a_formula_in_a_name_stays_a_text_in_every_export(case):
    harmful = '=HYPERLINK("http://elders.example";"x")'
    Person.objects.update(family_name=harmful, given_name="@SUM(1)", phone="+1-cmd|'/C calc'!A0", email="-a@b.example")
    answer = case.by.client.post("/werklijst/uitvoeren/", {"kind": "csv"})
    told = answer.getvalue().decode()
    for text in (harmful.replace('"', '""'), "@SUM", "+1-cmd", "-a@b"):
        assert f"'{text}" in told
