"""The rules and the guide in a browser: on a small telephone, without JavaScript, by keyboard, on paper."""

import re

import pytest
from playwright.sync_api import expect

PHONE = {"width": 320, "height": 640}
WIDE = {"width": 1360, "height": 860}
ADDRESSES = ["/regels/", "/regels/workability-voucher/", "/regels/vergelijk/?een=ibo&ander=bis", "/wegwijzer/"]
JOBBONUS = {"reference_year": "2021", "gross_monthly_wage_fte": "2000", "work_fraction": "1"}
KNOWN = {"domiciled_in_flanders": "true", "below_pension_age": "true", "excluded_employment": "false"}


def fine(page, axe):
    for details in page.locator("main details").all():
        details.evaluate("element => { element.open = true }")
    assert axe(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_every_page_of_the_rules_is_accessible_and_whole(page, axe, db, size, scheme):
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    for address in ADDRESSES:
        page.goto(address)
        fine(page, axe)


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_an_answer_is_accessible_whether_yes_no_unknown_or_wrong(page, axe, db, size):
    page.set_viewport_size(size)
    page.goto("/regels/jobbonus/")
    for name, typed in JOBBONUS.items():
        page.fill(f"[name={name}]", typed)
    page.get_by_role("button", name="Kijk na").click()
    expect(page.get_by_role("heading", name="Dat is nog niet zeker")).to_be_in_viewport()
    fine(page, axe)
    for name, typed in KNOWN.items():
        page.locator(f"[name={name}][value={typed}]").check()
    page.get_by_role("button", name="Kijk na").click()
    expect(page.get_by_role("heading", name="Ja, dit kan")).to_be_in_viewport()
    expect(page.get_by_text("€ 434,29 per jaar")).to_be_visible()
    fine(page, axe)
    page.fill("[name=gross_monthly_wage_fte]", "9000")
    page.get_by_role("button", name="Kijk na").click()
    expect(page.get_by_role("heading", name="Nee, dit kan nu niet")).to_be_in_viewport()
    fine(page, axe)
    page.fill("[name=gross_monthly_wage_fte]", "veel")
    page.get_by_role("button", name="Kijk na").click()
    expect(page.get_by_role("link", name=re.compile("Hoeveel verdien je bruto"))).to_be_visible()
    assert page.input_value("[name=gross_monthly_wage_fte]") == "veel"
    fine(page, axe)
    assert "?" not in page.url


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_the_guide_is_walked_to_its_end_and_back_on_a_small_telephone(browser, live_server, axe, script):
    context = browser.new_context(base_url=live_server.url, viewport=PHONE, java_script_enabled=script, locale="nl-BE")
    page = context.new_page()
    page.goto("/wegwijzer/")
    heading = page.get_by_role("heading", name="Wat bij je past")
    questions = []
    while not heading.is_visible():
        questions.append(page.locator("main .field legend, main .field > label").first.inner_text())
        radio = page.locator("main [type=radio]")
        if radio.count() and len(questions) == 1:
            radio.first.check()
            page.get_by_role("button", name="Volgende").click()
        else:
            page.get_by_role("button", name="Weet ik niet").click()
        page.wait_for_load_state()
    assert 1 < len(questions) <= 6
    assert len(questions) == len(set(questions))
    if script:
        fine(page, axe)
    page.get_by_role("button", name="Terug naar de laatste vraag").click()
    expect(page.get_by_text(questions[-1])).to_be_visible()
    for question in reversed(questions[:-1]):
        page.get_by_role("button", name="Terug", exact=True).click()
        expect(page.get_by_text(question)).to_be_visible()
    assert page.locator("main [type=radio]").first.is_checked()
    assert page.url.partition("#")[0].endswith("/wegwijzer/")
    context.close()


def test_a_question_of_the_guide_is_answered_with_the_keyboard_alone(page, db):
    page.goto("/wegwijzer/")
    page.locator("main [type=radio]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Vraag 2 van")).to_be_visible()
    assert page.locator("main [type=hidden][name=asked]").count() == 1  # Enter answers, it does not skip


def test_on_paper_a_measure_is_one_sheet(page, db):
    for address in ("/regels/ibo/", "/regels/jobbonus/", "/regels/training-leave/"):
        page.goto(address)
        paper = page.pdf(format="A4")  # with the print style
        assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1, address
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Wie doet wat?")).to_be_visible()
    expect(page.get_by_role("button", name="Kijk na")).to_be_hidden()
    expect(page.get_by_role("heading", name="Door de tijd")).to_be_hidden()
