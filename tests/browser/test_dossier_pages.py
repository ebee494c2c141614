"""Dossier, registration and screening in a real browser: accessible, whole on a telephone, safe on a bad line."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from aanboord.core.access import Actor
from aanboord.dossiers.actions import dossier as actions
from aanboord.dossiers.actions import estimates
from aanboord.dossiers.actions.screening import Weighed, save_draft
from aanboord.dossiers.estimate import FICTIONAL
from aanboord.dossiers.estimate.fictional import fictional_history
from aanboord.dossiers.estimate.train import train
from aanboord.dossiers.models import EstimateModel
from tests import world

PASSWORD = "een lang wachtwoord"
WIDE, PHONE = {"width": 1360, "height": 860}, {"width": 320, "height": 640}
OF_DOSSIER = [
    "dossier",
    "screenings",
    "timeline",
    "people",
    "file",
    "screening",
    "screening_decision",
    "assign",
    "suspend",
    "close",
    "contact_made",
    "contact",
    "record_status",
    "give_mandate",
    "involve",
]
TYPED = {
    "follows": "1",
    "education": "low",
    "months_since_work": "14",
    "experience_years": "2",
    "language_level": "1",
    "language_needed": "3",
    "digital_weight": "2",
}


def signs_in(page: Page, worker: world.Worker) -> None:
    page.goto("/account/login/")
    page.get_by_label("Gebruikersnaam").fill(worker.account.username)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    page.wait_for_url(lambda address: "login" not in address)


@pytest.fixture
def model(db):
    trained = train(fictional_history(2500, 1), FICTIONAL)
    by = Actor.system()
    kept = estimates.keep(EstimateModel(basis=trained.basis, content=trained.to_dict()), by=by)
    return estimates.switch(kept, True, by=by)


@pytest.fixture
def full(case, coach, model):
    """A dossier with something on every page, and a screening half done."""
    case.screened(thresholds=[Weighed("debt", 2, "Schuldbemiddeling"), Weighed("digital", 1)])
    case.agreed()
    case.followed_by(coach)
    actions.add_note(case.now, "Belt liever in de namiddag", by=case.by.actor)
    case.screened()
    save_draft(case.by.account.pk, "screening", case.dossier.pk, {"answers": TYPED, "decision": {}})
    return case


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_every_page_is_accessible_and_whole(page, axe, full, counsellor, model, size):
    page.set_viewport_size(size)
    signs_in(page, counsellor)
    addresses = [reverse(f"dossiers:{name}", args=[full.dossier.pk]) for name in OF_DOSSIER]
    addresses += [reverse("dossiers:registration", args=["wie"])]
    addresses += [reverse("dossiers:estimates"), reverse("dossiers:estimate", args=[model.pk])]
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
            f"{address} is wider than the screen"
        )


def test_after_a_filter_of_the_timeline_the_keyboard_is_where_it_was(page, full, counsellor):
    signs_in(page, counsellor)
    page.goto(reverse("dossiers:timeline", args=[full.dossier.pk]))
    page.get_by_label("Waarover").select_option("way-in")
    page.get_by_role("button", name="Filter").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**group=way-in**")
    expect(page.get_by_role("button", name="Filter")).to_be_focused()


def test_on_a_telephone_the_tab_that_one_is_on_is_in_sight(page, full, counsellor):
    page.set_viewport_size(PHONE)  # the tabs come before the summary here
    signs_in(page, counsellor)
    page.goto(reverse("dossiers:file", args=[full.dossier.pk]))
    expect(page.locator(".tabs [aria-current]")).to_be_in_viewport()
    assert page.evaluate("scrollY") == 0


def test_a_screening_survives_a_line_that_drops(page, case, counsellor):
    page.set_viewport_size(PHONE)
    signs_in(page, counsellor)
    address = reverse("dossiers:screening", args=[case.dossier.pk])
    page.goto(address)
    page.locator("[name=job_target]").fill("schrijnwerker")
    page.get_by_role("group", name="Gezondheid").get_by_label("Zware drempel").check()
    expect(page.locator(".saved")).to_have_text(re.compile(r"Bewaard om \d"))
    page.context.set_offline(True)
    page.get_by_label("Wat iemand kan").fill("Kasten maken")
    expect(page.locator(".saved")).to_have_text(re.compile("Nog niet bewaard"))
    page.context.set_offline(False)
    page.context.clear_cookies()
    signs_in(page, counsellor)
    page.goto(address)
    expect(page.locator("[name=job_target]")).to_have_value("schrijnwerker")
    expect(page.get_by_label("Wat iemand kan")).to_have_value("")
    page.get_by_role("button", name="Zet terug").click()
    expect(page.get_by_label("Wat iemand kan")).to_have_value("Kasten maken")
    expect(page.get_by_role("group", name="Gezondheid").get_by_label("Zware drempel")).to_be_checked()
    expect(page.locator(".saved")).to_have_text(re.compile(r"Bewaard om \d"))


def test_a_registration_by_keyboard_alone(page, counsellor):
    signs_in(page, counsellor)
    page.goto(reverse("dossiers:registration", args=["wie"]))
    page.get_by_label("Rijksregisternummer").focus()
    page.keyboard.type(world.new_insz())
    for typed in ("", "Fatma", "Yıldız"):  # past the box that says there is no number
        page.keyboard.press("Tab")
        page.keyboard.type(typed)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Waar woont deze burger")
    page.get_by_label("Gemeente").focus()
    page.keyboard.type("Gent")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Volgende").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Telefoon").first.focus()
    page.keyboard.type("0470 11 22 33")
    page.keyboard.press("Enter")
    page.get_by_label("Loket").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Klopt alles?")
    page.get_by_role("main").get_by_role("button", name="Inschrijven").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Fatma Yıldız")
