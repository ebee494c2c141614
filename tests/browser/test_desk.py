"""The desk in a browser: filters without a new page, rows by key, many dossiers to one colleague."""

import pytest
from playwright.sync_api import Page, expect

from aanboord.core.access import Role
from aanboord.journal.models import Event
from aanboord.journal.notify import notify
from tests import world

ROWS = ".worklist tbody tr"


@pytest.fixture
def team(transactional_db) -> tuple[world.Worker, world.Worker, list[world.Case]]:
    """A lead, a counsellor, and six people; the first three long registered."""
    lead = world.vdab_office().worker(Role.TEAM_LEAD, "Griet Maes")
    counsellor = world.vdab_office().worker(Role.COUNSELLOR, "Katrien Claes")
    cases = []
    for number, name in enumerate(("Aerts", "Baert", "Claes", "Dewit", "Engels", "Foubert")):
        day = world.clock.today() - world.dt.timedelta(days=80 - number if number < 3 else 9 - number)
        with world.clock.at(day):
            cases.append(world.Case(world.register(counsellor, family_name=name, given_name="An"), counsellor))
    return lead, counsellor, cases


def sign_in(page: Page, worker: world.Worker) -> None:
    page.goto("/account/login/")
    page.get_by_label("Gebruikersnaam").fill(worker.account.username)
    page.get_by_label("Wachtwoord").first.fill("een lang wachtwoord")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Werklijst")


def test_a_filter_changes_the_list_and_the_address_and_nothing_else(page, team, axe):
    sign_in(page, team[1])
    page.evaluate("document.body.dataset.same = 'page'")
    page.get_by_label("Termijn").focus()
    page.get_by_label("Termijn").select_option("overdue")
    expect(page.locator(ROWS)).to_have_count(3)
    assert page.url.endswith("/werklijst/?due=overdue")
    assert page.evaluate("document.body.dataset.same") == "page"
    expect(page.get_by_label("Termijn")).to_be_focused()
    assert axe(page) == []
    page.reload()
    expect(page.locator(ROWS)).to_have_count(3)
    expect(page.get_by_label("Termijn")).to_have_value("overdue")
    page.get_by_role("link", name="Filters wissen").click()
    expect(page.locator(ROWS)).to_have_count(6)
    page.go_back()
    expect(page.locator(ROWS)).to_have_count(3)


def test_the_switch_of_language_comes_back_to_the_list_as_it_was_filtered(page, team):
    sign_in(page, team[1])
    page.get_by_label("Termijn").select_option("overdue")
    expect(page.locator(ROWS)).to_have_count(3)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Worklist")
    assert page.url.endswith("/werklijst/?due=overdue")
    expect(page.locator(ROWS)).to_have_count(3)


def test_without_javascript_the_button_filters(browser, live_server, team):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, team[1])
    page.get_by_label("Termijn").select_option("overdue")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator(ROWS)).to_have_count(3)
    context.close()


def test_rows_are_walked_ticked_and_given_away_by_key(page, team, axe):
    lead, counsellor, cases = team
    other = world.vdab_office().worker(Role.COUNSELLOR, "Jonas De Wilde")
    sign_in(page, lead)
    page.locator("main").click(position={"x": 2, "y": 2})
    for key in "jxjxjk":
        page.keyboard.press(key)
    expect(page.locator('[data-count="dossier"]')).to_have_text("2")
    page.get_by_label("Toewijzen aan").select_option(label="Jonas De Wilde")
    assert axe(page) == []
    page.get_by_role("button", name="Toewijzen…").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 dossiers toewijzen aan Jonas De Wilde?")
    assert axe(page) == []
    page.get_by_role("button", name="Toewijzen", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 dossiers toegewezen aan Jonas De Wilde")
    assert axe(page) == []
    assert {case.now.counsellor for case in cases[:2]} == {other.professional}
    assert {case.now.counsellor for case in cases[2:]} == {counsellor.professional}


def test_the_whole_row_leads_to_the_dossier_and_is_high_enough_to_hit(page, live_server, team):
    sign_in(page, team[1])
    row = page.locator(ROWS).first.bounding_box()
    assert row["height"] >= 44
    page.mouse.click(row["x"] + row["width"] - 5, row["y"] + row["height"] / 2)
    expect(page).to_have_url(f"{live_server.url}{team[2][0].now.get_absolute_url()}")


@pytest.mark.parametrize("wide", [1280, 320])
def test_every_page_of_the_desk_is_accessible_on_a_wide_and_on_a_small_screen(page, team, axe, wide):
    lead, _, cases = team
    notify([(event, lead.professional.pk) for event in Event.objects.filter(stream_id=cases[0].dossier.pk)])
    page.set_viewport_size({"width": wide, "height": 900})
    sign_in(page, lead)
    for address in (
        "/werklijst/?group=young",
        "/werklijst/uitvoeren/?tab=team",
        "/termijnen/",
        "/berichten/",
        "/zoeken/",
    ):
        page.goto(address)
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    page.locator("#zoek").fill("an")
    page.keyboard.press("Enter")
    expect(page.locator(ROWS)).to_have_count(6)
    assert axe(page) == []
    assert "?" not in page.url


def test_a_number_leads_straight_to_the_dossier(page, team):
    sign_in(page, team[1])
    page.keyboard.press("/")
    page.keyboard.type(team[2][0].person.insz)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Aerts")
    assert team[2][0].person.insz not in page.url
