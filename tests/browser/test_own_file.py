"""*Mijn dossier* on a telephone, with and without JavaScript; the pages of plan, steps and letters beside it."""

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from aanboord.core import clock
from aanboord.dossiers.actions import plan
from aanboord.dossiers.actions.appointments import make_appointment
from aanboord.dossiers.models import Agreement
from aanboord.people.actions import give_mandate

#: A small telephone, and a screen of 1280 pixels magnified four times (WCAG 1.4.10).
PHONE = {"width": 320, "height": 640}


@pytest.fixture
def life(case, counsellor, social_worker):
    """A citizen with something on each page."""
    case.screened()
    goal = plan.set_goal(case.now, "Werken als schrijnwerker", by=counsellor.actor)
    asked = case.agreed(agreed_in_conversation=False, text="Ik volg de module houtbewerking", goal=goal)
    plan.comment_on(asked, "Waar is dat?", by=case.citizen())
    at = clock.now() + dt.timedelta(days=9)
    case.meeting = make_appointment(case.now, by=counsellor.actor, kind="phone", at=at, about="Je plan")
    case.step, case.asked = case.placed(), asked
    give_mandate(case.person, social_worker.membership.unit, given_on=clock.today(), by=counsellor.actor)
    return case


def sign_in(page, live_server, who):
    """`who` is a case or a worker: somebody with a signed-in client."""
    session = who.client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_of_a_citizen_and_nothing_sticks_out(page, live_server, axe, life, scheme):
    sign_in(page, live_server, life)
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme=scheme)
    addresses = [
        reverse(f"dossiers:{name}")
        for name in (
            "my-dossier",
            "my_agreements",
            "my_own_agreement",
            "my_appointments",
            "my_steps",
            "my_data",
            "my_reach",
            "my_screening",
            "my_papers",
            "my_looks",
            "my_story",
        )
    ]
    addresses += [
        reverse("dossiers:my_agreement", args=[life.asked.pk]),
        reverse("dossiers:my_appointment", args=[life.meeting.pk]),
    ]
    for address in addresses:
        page.goto(address)
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_axe_finds_nothing_on_the_pages_of_plan_steps_and_letters(page, live_server, axe, life, counsellor):
    sign_in(page, live_server, counsellor)
    dossier = life.dossier.pk
    named = ("dossier_plan", "dossier_work", "file", "plan_conversation", "training_offer", "work_not_yet")
    addresses = [reverse(f"dossiers:{name}", args=[dossier]) for name in named]
    addresses += [
        reverse(f"dossiers:{name}", args=[dossier])
        for name in ("new_appointment", "new_placement", "start_work", "add_document", "letters")
    ]
    addresses += [
        reverse("dossiers:agreement", args=[life.asked.pk]),
        reverse("dossiers:appointment", args=[life.meeting.pk]),
        reverse("dossiers:placement", args=[life.step.pk]),
        reverse("dossiers:letter_about", args=[dossier, "invitation", life.meeting.pk]),
        reverse("dossiers:letter", args=[dossier, "plan"]),
    ]
    for width in (PHONE, {"width": 1360, "height": 860}):
        page.set_viewport_size(width)
        for address in addresses:
            page.goto(address)
            assert axe(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_citizen_agrees_on_an_old_telephone(browser, live_server, life, script):
    context = browser.new_context(base_url=live_server.url, viewport=PHONE, java_script_enabled=script, locale="nl-BE")
    page = context.new_page()
    sign_in(page, live_server, life)
    page.goto("/")
    expect(page.get_by_role("heading", name="Dag Ömer")).to_be_visible()
    page.get_by_role("link", name="Bekijk de afspraak").click()
    page.get_by_text("Ik ga akkoord").click()
    page.get_by_label("Wat wil je erbij zeggen?").fill("Graag")
    page.get_by_role("button", name="Verstuur mijn antwoord").click()
    expect(page.get_by_text("Je begeleider ziet je antwoord.")).to_be_visible()
    expect(page.get_by_text("Je gaat akkoord")).to_be_visible()
    life.asked.refresh_from_db()
    assert life.asked.state == Agreement.State.AGREED
    context.close()


def test_a_citizen_answers_with_the_keyboard_alone(page, live_server, life):
    sign_in(page, live_server, life)
    page.goto(reverse("dossiers:my_agreement", args=[life.asked.pk]))
    page.get_by_label("Ik ga niet akkoord").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Te ver met de bus")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Je gaat niet akkoord")).to_be_visible()
