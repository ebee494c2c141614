"""The frame in a real browser: drafts outlive a lost session, keys walk the rows, every component is accessible."""

import re
from itertools import product
from pathlib import Path

import pytest
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path
from django_cotton.compiler_regex import CottonCompiler
from playwright.sync_api import expect

from aanboord.core import clock
from aanboord.core.access import Purpose
from aanboord.core.routes import PROFESSIONALS, route

FACE = Path(__file__).parent / "face"
PASSWORD = "een lang wachtwoord"
WIDE, SMALL, PHONE, MAGNIFIED = (1360, 860), (1000, 700), (390, 844), (320, 640)


def view(name, before="", **context):
    """A page made of the template beside this test."""
    text = (FACE / f"{name}.html").read_text().replace("<c-page-header", f"{before}<c-page-header")

    @route(Purpose.GUIDANCE, PROFESSIONALS)
    def show(request):
        return HttpResponse(engines["django"].from_string(CottonCompiler().process(text)).render(context, request))

    return show


@route(Purpose.GUIDANCE, PROFESSIONALS)
def take_draft(request):
    return HttpResponse(status=204)


@route(Purpose.GUIDANCE, PROFESSIONALS)
def refuse(request):
    return HttpResponse('<main id="inhoud"><h1>Geen toegang</h1></main>', status=403)


shown = {"day": clock.today(), "now": clock.now(), "page": Paginator(range(90), 10).page(4)}
urlpatterns = [
    path("", include("aanboord.web.urls")),
    path("account/", include("allauth.urls")),
    path("report", view("draft")),
    path("draft", take_draft),
    path("rows", view("rows", names=["Ayşe", "Bert", "Chiara"])),
    path("everything", view("everything", frame="base.html", **shown)),
    path("everything-own", view("everything", frame="citizen.html", **shown)),
    path("part", view("rows", before='<a href="#" hx-get="/refuse" hx-target="h1">Deel</a>', names=[])),
    path("refuse", refuse),
]


@pytest.fixture
def at_work(page, counsellor, settings):
    """The page of a professional who signed in with his password."""
    settings.ROOT_URLCONF = __name__
    signs_in(page, counsellor, "/account/login/?next=/report")
    return page


def signs_in(page, worker, address=None):
    if address:
        page.goto(address)
    page.get_by_label("Gebruikersnaam").fill(worker.account.username)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()


def test_a_draft_says_when_it_was_saved(at_work):
    at_work.get_by_label("Tekst").fill("Zoekt werk dicht bij huis")
    expect(at_work.locator(".saved")).to_have_text(re.compile(r"Bewaard om \d\d:\d\d"))
    at_work.reload()
    expect(at_work.get_by_role("button", name="Zet terug")).to_have_count(0)


def test_a_draft_survives_a_lost_session(at_work, counsellor):
    at_work.context.clear_cookies()
    at_work.get_by_label("Tekst").fill("Zoekt werk dicht bij huis")
    at_work.get_by_label("Wonen").check()
    expect(at_work.locator(".saved")).to_have_text("Nog niet bewaard")
    at_work.reload()
    signs_in(at_work, counsellor)
    at_work.get_by_role("button", name="Zet terug").click()
    expect(at_work.get_by_label("Tekst")).to_have_value("Zoekt werk dicht bij huis")
    expect(at_work.get_by_label("Wonen")).to_be_checked()
    expect(at_work.locator(".saved")).to_have_text(re.compile("Bewaard om"))


def test_the_draft_of_one_is_never_offered_to_the_next_on_the_same_machine(at_work, colleague):
    at_work.context.clear_cookies()
    at_work.get_by_label("Tekst").fill("Zoekt werk dicht bij huis")
    expect(at_work.locator(".saved")).to_have_text("Nog niet bewaard")
    signs_in(at_work, colleague, "/account/login/?next=/report")
    expect(at_work.get_by_label("Tekst")).to_have_value("")
    expect(at_work.get_by_role("button", name="Zet terug")).to_have_count(0)
    assert "Zoekt werk" not in at_work.evaluate("JSON.stringify(sessionStorage)")


def test_signing_out_leaves_nothing_of_what_was_typed(at_work):
    at_work.route("**/draft", lambda request: request.abort())
    at_work.get_by_label("Tekst").fill("Zoekt werk dicht bij huis")
    expect(at_work.locator(".saved")).to_have_text("Nog niet bewaard")
    at_work.locator("summary", has_text="Mijn account").click()
    at_work.get_by_role("button", name="Afmelden").click()
    expect(at_work.get_by_role("heading", name="Aanmelden", exact=True)).to_be_visible()
    assert at_work.evaluate("sessionStorage.length") == 0


def test_keys_walk_and_tick_the_rows_and_can_be_switched_off(at_work):
    at_work.goto("/rows")
    at_work.keyboard.press("j")
    at_work.keyboard.press("j")
    expect(at_work.get_by_role("link", name="Bert")).to_be_focused()
    at_work.keyboard.press("x")
    expect(at_work.get_by_label("Bert")).to_be_checked()
    expect(at_work.locator("output")).to_have_text("1")
    at_work.get_by_role("link", name="Bert").focus()
    at_work.keyboard.press("k")
    expect(at_work.get_by_role("link", name="Ayşe")).to_be_focused()

    at_work.keyboard.press("?")
    at_work.get_by_label("Sneltoetsen gebruiken op dit toestel").uncheck()
    at_work.get_by_role("button", name="Sluiten").click()
    at_work.get_by_role("link", name="Ayşe").focus()
    at_work.keyboard.press("j")
    expect(at_work.get_by_role("link", name="Ayşe")).to_be_focused()


def test_one_tick_chooses_a_whole_page_and_says_how_many(at_work):
    at_work.goto("/rows")
    at_work.get_by_label("Alles").check()
    expect(at_work.locator("output")).to_have_text("3")
    at_work.get_by_label("Chiara").uncheck()
    expect(at_work.locator("output")).to_have_text("2")
    expect(at_work.get_by_label("Alles")).not_to_be_checked()


def test_a_menu_closes_on_escape_and_gives_the_focus_back(at_work):
    account = at_work.locator("summary", has_text="Mijn account")
    account.click()
    expect(at_work.get_by_role("button", name="Afmelden")).to_be_visible()
    at_work.keyboard.press("Escape")
    expect(at_work.get_by_role("button", name="Afmelden")).to_be_hidden()
    expect(account).to_be_focused()


def test_a_refusal_to_htmx_takes_the_place_of_the_page(at_work):
    at_work.goto("/part")
    at_work.get_by_role("link", name="Deel").click()
    expect(at_work.get_by_role("heading", name="Geen toegang")).to_be_visible()
    expect(at_work.get_by_role("banner")).to_be_visible()


@pytest.mark.parametrize("address", ["/everything", "/everything-own"])
def test_every_component_is_accessible_and_fits_its_screen(at_work, axe, address):
    refused = []
    at_work.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    for (width, height), scheme in product((WIDE, SMALL, PHONE, MAGNIFIED), ("light", "dark")):
        at_work.emulate_media(color_scheme=scheme)
        at_work.set_viewport_size({"width": width, "height": height})
        at_work.goto(address)
        assert axe(at_work) == []
        assert at_work.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert refused == []  # the content security policy lets through what the components need


def test_what_one_presses_is_large_enough(at_work):
    pressed = ".button, .bar a, .bar summary, .tabs a, .pagination a, .breadcrumbs a, .links a, .more summary"
    at_work.goto("/everything")
    for width, height in (WIDE, PHONE):
        at_work.set_viewport_size({"width": width, "height": height})
        shown = [one for one in at_work.locator(pressed).all() if one.is_visible()]
        assert [one.text_content() for one in shown if one.bounding_box()["height"] < 44] == []
