"""The guide in a dossier and the page of a reform in a browser: accessible, whole on a telephone, in both schemes."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from .test_dossier_pages import PHONE, WIDE, signs_in

OWN = """id: hogere-jobbonus
title: {nl: Hogere jobbonus, en: Higher jobbonus}
from: 2024-01-01
sources: [een voorstel]
values:
  - {parameter: jobbonus-top, value: 700}
"""


def fine(page, axe):
    for details in page.locator("main details").all():
        details.evaluate("element => { element.open = true }")
    assert axe(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_guide_is_accessible_from_its_question_to_the_form_of_a_step(page, axe, case, counsellor, size):
    case.screened(answers={"job_target": "schrijnwerker", "months_since_work": 14})
    page.set_viewport_size(size)
    signs_in(page, counsellor)
    page.goto(reverse("dossiers:dossier_work", args=[case.dossier.pk]))
    page.get_by_role("link", name="Wegwijzer: welke stap past?").click()
    fine(page, axe)
    page.get_by_label("op de werkvloer", exact=True).check()
    page.get_by_role("button", name="Antwoorden").click()
    expect(page.get_by_text("jouw antwoord in dit gesprek")).to_be_visible()
    fine(page, axe)
    page.get_by_role("button", name="Zet ze naast elkaar").click()
    expect(page.get_by_role("heading", name="Naast elkaar", exact=True)).to_be_visible()
    fine(page, axe)
    page.get_by_role("link", name="Begin met Individuele beroepsopleiding (IBO)").first.click()
    expect(page.get_by_label("Soort stap")).to_have_value("ibo")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_reform_is_accessible_in_words_chart_table_and_refusal(page, axe, counsellor, size, scheme):
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    signs_in(page, counsellor)
    page.goto(reverse("reform"))
    fine(page, axe)
    page.get_by_role("button", name="Vergelijk").click()
    expect(page.get_by_role("heading", name="Loopbaancheque", exact=True)).to_be_visible()
    fine(page, axe)
    page.get_by_label("Een eigen hervorming", exact=True).check()
    page.get_by_label("Of schrijf ze hier").fill(OWN.replace("jobbonus-top", "jobbonus-tip"))
    page.get_by_role("button", name="Vergelijk").click()
    expect(page.get_by_role("link", name="no parameter is called jobbonus-tip")).to_be_visible()
    fine(page, axe)
    page.get_by_label("Of schrijf ze hier").fill(OWN)
    page.get_by_role("button", name="Vergelijk").click()
    expect(page.get_by_role("heading", name="Jobbonus", exact=True)).to_be_visible()
    fine(page, axe)
