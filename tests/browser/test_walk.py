"""Scenario A: from the RVA's file to durable work, with nothing but clicks and keys, and every page accessible."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from aanboord.core import clock
from aanboord.core.identifiers import Sex, fictional_insz
from aanboord.directory.models import Account
from aanboord.dossiers.models import Dossier
from aanboord.exchange import tasks
from aanboord.exchange.models import Delivery
from aanboord.journal import seal
from aanboord.terms.models import Term
from tests import world

NAME = "Van den Broeck"


class Visitor:
    """Somebody at a screen: reads what is written on buttons and fields; each page he sees is put before axe."""

    def __init__(self, page: Page, axe):
        self.page = page
        self.axe = axe

    def sees(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(heading)
        self.page.evaluate("scrollTo(0, 0)")  # what has slid below the bar counts as a small target
        assert self.axe(self.page) == []

    def presses(self, name: str) -> None:
        self.page.get_by_role("button", name=name).first.click()

    def follows(self, name: str) -> None:
        self.page.get_by_role("link", name=name).first.click()

    def types(self, label: str, value: str) -> None:
        self.page.get_by_label(label).first.fill(value)

    def chooses(self, label: str, option: str) -> None:
        self.page.get_by_label(label).first.select_option(label=option)

    def ticks(self, label: str, group: str | None = None) -> None:
        scope = self.page.get_by_role("group", name=group) if group else self.page
        scope.get_by_label(label).first.check()

    def signs_in(self, account: Account, to: str = "Werklijst") -> None:
        self.page.context.clear_cookies()
        self.page.goto("/account/login/")
        self.sees("Aanmelden")
        self.types("Gebruikersnaam", account.username)
        self.types("Wachtwoord", "een lang wachtwoord")
        self.page.keyboard.press("Enter")
        self.sees(to)

    def opens(self, dossier: Dossier) -> None:
        self.follows("Werklijst")
        self.follows(NAME)
        self.sees(NAME)


@pytest.fixture
def delivery(tmp_path):
    """The month's file of the RVA with one man of 57, temporarily unemployed for 90 days."""
    born = clock.today().replace(day=1) - dt.timedelta(days=57 * 366)
    number = fictional_insz(born, 3, Sex.MALE).digits
    began = clock.today() - dt.timedelta(days=90)
    file = tmp_path / "rva.csv"
    file.write_text(
        "insz;naam;voornaam;nis;datum_begin;dagen_tijdelijk_werkloos;werkgever_kbo\r\n"
        f"{number};{NAME};Luc;{world.GENT};{began:%d/%m/%Y};90;0403019261\r\n",
        encoding="utf-8-sig",
    )
    return file


@pytest.fixture
def on_day(monkeypatch):
    """Move the clock of the whole platform, the server's too."""

    def move(day: dt.date) -> None:
        monkeypatch.setenv("AANBOORD_TODAY", day.isoformat())

    return move


@pytest.mark.policy("AHAD21-II.1-a")
@pytest.mark.policy("BN19-VI.1.1-a")
@pytest.mark.policy("BN19-VI.1.1-b")
def test_from_the_file_of_the_rva_to_durable_work(
    page, axe, delivery, on_day, counsellor, team_lead, data_steward, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    today = clock.today()
    visitor = Visitor(page, axe)

    # The data steward sends the file, sees what would happen, and has it processed.
    visitor.signs_in(data_steward.account, to="Leveringen")
    visitor.follows("Bestand sturen")
    visitor.sees("Bestand sturen")
    visitor.ticks("RVA")
    page.get_by_label("Bestand", exact=True).set_input_files(delivery)
    visitor.presses("Nakijken")
    expect(page.get_by_text("Het bestand wordt nagekeken.")).to_be_visible()
    visitor.sees("Levering van")
    key = str(Delivery.objects.get().pk)
    tasks.check_delivery.call(key)  # what the worker beside the server does
    expect(page.get_by_text("Dit zou er gebeuren.")).to_be_visible()
    visitor.sees("Levering van")
    visitor.presses("Verwerken")
    expect(page.get_by_role("progressbar", name="Verwerkte rijen")).to_be_visible()
    tasks.process_delivery.call(key)
    expect(page.get_by_role("row", name="Ingeschreven 1")).to_be_visible()
    visitor.sees("Levering van")
    dossier = Dossier.objects.get()

    # The team lead gives the new dossier to a counsellor.
    visitor.signs_in(team_lead.account)
    visitor.follows("Niet toegewezen")
    visitor.sees("Werklijst")
    visitor.ticks(NAME)
    visitor.chooses("Toewijzen aan", counsellor.professional.name)
    visitor.presses("Toewijzen")
    visitor.sees("toewijzen aan")
    visitor.presses("Toewijzen")
    expect(page.get_by_text(counsellor.professional.name).first).to_be_visible()

    # The counsellor finds him on top of the worklist, and screens him over the phone.
    visitor.signs_in(counsellor.account)
    expect(page.get_by_role("row").nth(1)).to_contain_text(NAME)
    visitor.opens(dossier)
    visitor.follows("Naar de screening")
    visitor.sees("Screening")
    visitor.ticks("Telefoon")
    visitor.types("Jobdoelwit", "schrijnwerker")
    visitor.ticks("Zware drempel", group="Mobiliteit")
    visitor.presses("Naar de beslissing")
    visitor.sees("Welke dienstverlening")
    visitor.ticks("Intensieve begeleiding")
    visitor.presses("Screening afronden")
    visitor.sees(NAME)

    # Together: an agreement in his own words.
    visitor.follows("Plan")
    visitor.follows("Maak het plan")
    visitor.sees("Gesprek over het plan")
    visitor.types("Nieuw doel", "Ik wil als schrijnwerker aan de slag.")
    visitor.types("Afspraak", "Ik bel zelf naar drie schrijnwerkerijen.")
    visitor.ticks("In eigen woorden van de burger")
    visitor.types("Tegen", (today + dt.timedelta(days=14)).isoformat())
    visitor.ticks("Bindend")
    visitor.presses("Bewaren")
    visitor.sees(NAME)

    # He reads it at home, and agrees himself.
    visitor.signs_in(world.Case(dossier, counsellor).account(), to="Dag Luc")
    visitor.follows("Bekijk de afspraak")
    visitor.sees("Ik bel zelf naar drie schrijnwerkerijen.")
    visitor.ticks("Ik ga akkoord")
    visitor.presses("Verstuur mijn antwoord")
    expect(page.get_by_text("Je begeleider ziet je antwoord.")).to_be_visible()
    visitor.sees("Mijn afspraken")
    visitor.signs_in(counsellor.account)
    visitor.opens(dossier)

    # An IBO at a joinery after three weeks, evaluated half-way and at the end.
    begins, ends = today + dt.timedelta(days=21), today + dt.timedelta(days=21 + 84)
    visitor.follows("Stappen en werk")
    visitor.sees(NAME)
    visitor.follows("Stap plannen")
    visitor.sees("Stap plannen")
    visitor.chooses("Soort stap", "IBO, individuele beroepsopleiding")
    visitor.types("Werkgever of organisatie", "Schrijnwerkerij De Spaander")
    visitor.types("Begint op", begins.isoformat())
    visitor.types("Eindigt op", ends.isoformat())
    visitor.types("Uren per week", "38")
    visitor.types("Wat er geleerd wordt", "Kasten maken en plaatsen")
    visitor.presses("Stap plannen")

    def opens_the_step() -> None:
        visitor.opens(dossier)
        visitor.follows("Stappen en werk")
        visitor.follows("IBO, individuele beroepsopleiding")
        visitor.sees("IBO")

    on_day(begins)
    visitor.signs_in(counsellor.account)
    opens_the_step()
    visitor.presses("De stap is begonnen")
    visitor.sees("IBO")
    on_day(begins + dt.timedelta(days=42))
    visitor.signs_in(counsellor.account)
    opens_the_step()
    visitor.types("Hoe gaat het?", "Hij leert vlug.")
    visitor.types("Wat is er al geleerd?", "Werken met de kolomboor")
    visitor.presses("Evaluatie bewaren")
    visitor.sees("IBO")
    on_day(ends)
    visitor.signs_in(counsellor.account)
    opens_the_step()
    visitor.types("Hoe is het gegaan?", "Klaar voor het werk.")
    visitor.types("Wat is er geleerd?", "Kasten op maat maken")
    visitor.presses("Stap afronden")
    visitor.sees("IBO")

    # Hired; after-care at one, three and six months; durable.
    visitor.follows("Aan het werk bij Schrijnwerkerij De Spaander")
    visitor.sees("Aan het werk")
    visitor.chooses("Contract", "Onbepaalde duur")
    visitor.types("Begonnen op", ends.isoformat())
    visitor.presses("Start van het werk bewaren")
    visitor.sees(NAME)
    for days in (32, 93, 185):
        on_day(ends + dt.timedelta(days=days))
        visitor.signs_in(counsellor.account)
        visitor.opens(dossier)
        visitor.follows("Stappen en werk")
        visitor.follows("Contact noteren")
        visitor.sees("Nazorg")
        visitor.ticks("Ja")
        visitor.presses("Contact bewaren")
        visitor.sees(NAME)
    expect(page.get_by_text("Duurzaam werk").first).to_be_visible()
    visitor.follows("Tijdlijn")
    visitor.sees(NAME)

    assert Dossier.objects.get().state == Dossier.State.DURABLE
    assert {str(term.state) for term in Term.objects.all()} == {"met"}
    assert list(seal.verify()) == []
