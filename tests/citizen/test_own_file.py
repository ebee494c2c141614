"""She sees every part of her own file, changes how she is reached, and takes a mandate back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from aanboord.core import clock
from aanboord.dossiers.actions import dossier as dossiers
from aanboord.dossiers.actions.screening import Weighed
from aanboord.dossiers.estimate import Features, Model, estimate_chance
from aanboord.dossiers.estimate.fictional import fictional_history
from aanboord.dossiers.estimate.train import train
from aanboord.dossiers.models import EstimateModel
from aanboord.journal.models import Event
from aanboord.people.actions import give_mandate
from aanboord.people.models import Mandate, Person
from tests.dossier.reading import fields_of, text_of


def page(case, name, *more):
    answer = case.client.get(reverse(f"dossiers:{name}", args=more))
    assert answer.status_code == 200
    return text_of(answer)


def test_every_part_of_her_file_is_hers_to_read(mine, counsellor):
    dossiers.add_note(mine.now, "Kwam met de fiets", by=counsellor.actor)
    assert "Kwam met de fiets" in page(mine, "my_papers")
    screening = page(mine, "my_screening")
    assert "Rugpijn" in screening
    assert "Geen opvang voor zeven uur" in screening
    assert "Werkzoekend met werkloosheidsuitkering" in page(mine, "my_data")
    mine.placed()
    assert "Schrijnwerkerij De Spaander" in page(mine, "my_steps")


def test_a_person_decided_and_she_reads_who(mine):
    told = page(mine, "my_screening")
    assert "Je krijgt veel hulp van een vaste begeleider." in told
    assert "Dat besliste Katrien Claes" in told
    assert "Er was geen schatting van een computer." in told


@pytest.fixture(scope="module")
def model() -> Model:
    return train(fictional_history(4000, seed=1), basis="fictional")


def test_what_a_computer_estimated_is_told_with_its_reasons_and_its_warning(case, model):
    estimate = estimate_chance(
        model,
        Features(months_registered=2, months_since_work=4, experience_years=3, language_gap=0, digital=0, mobility=0),
    )
    stored = EstimateModel.objects.create(basis="fictional", content=model.to_dict())
    case.screened(
        estimate=estimate.to_dict() | {"model": str(stored.pk)}, departure_reason="Ze zoekt eerst opvang voor de kleine"
    )
    told = page(case, "my_screening")
    assert estimate.sentence.nl in told
    assert estimate.warning.nl in told
    assert estimate.reasons[0].text.nl in told
    assert "De schatting hielp alleen. Je begeleider besliste." in told
    assert "Ze zoekt eerst opvang voor de kleine" in told


def test_what_is_in_her_way_stands_apart_from_what_is_no_problem(case):
    case.screened(thresholds=[Weighed("childcare", 2), Weighed("mobility", 1), Weighed("housing", 0)])
    told = page(case, "my_screening")
    hinders, fine = told.split("Wat is geen probleem?")
    assert "Kinderopvang : maakt het moeilijk" in hinders
    assert "Mobiliteit : maakt het een beetje moeilijk" in hinders
    assert "Wonen" not in hinders
    assert "Wonen" in fine
    assert "drempel" not in told


def test_before_the_screening_she_is_told_what_comes(case):
    assert "Dat gesprek was er nog niet" in page(case, "my_screening")


def test_she_changes_how_she_is_reached(mine):
    address = reverse("dossiers:my_reach")
    typed = fields_of(mine.client.get(address)) | {"channel": "phone", "phone": ""}
    wrong = mine.client.post(address, typed | {"address": "Nieuwstraat 4"})
    assert wrong.status_code == 422
    assert "Nieuwstraat 4" in wrong.content.decode()
    mine.client.post(address, typed | {"phone": "0400 11 22 33", "interpreter": "on", "language": "tr"})
    person = mine.person
    assert (person.phone, person.channel, person.language, person.interpreter) == ("0400 11 22 33", "phone", "tr", True)
    assert "0400 11 22 33" in page(mine, "my_data")
    assert "0400" not in str(Event.objects.get(kind="contact.changed").data)


def test_her_own_form_may_be_filled_in_by_her_browser(mine):
    answer = mine.client.get(reverse("dossiers:my_reach")).content.decode()
    for token in ("tel", "email", "street-address"):
        assert f'autocomplete="{token}"' in answer


def test_she_takes_a_mandate_back(mine, social_worker, counsellor, other):
    mandate = give_mandate(
        mine.person, social_worker.membership.unit, given_on=clock.today() - dt.timedelta(days=3), by=counsellor.actor
    )
    address = reverse("dossiers:my_mandate_withdrawn", args=[mandate.pk])
    assert social_worker.membership.unit.name in page(mine, "my_data")
    assert other.client.post(address).status_code == 404
    mine.client.post(address)
    assert Mandate.objects.get().withdrawn_on == clock.today()
    assert "ingetrokken op" in page(mine, "my_data")
    assert mine.client.post(address).status_code == 409


def test_nothing_of_one_file_shows_in_another(mine, other, asked, meeting, counsellor):
    dossiers.add_note(mine.now, "Kwam met de fiets", by=counsellor.actor)
    mine.placed()
    for name in ("my-dossier", "my_agreements", "my_appointments", "my_steps", "my_data", "my_screening", "my_papers"):
        told = page(other, name)
        for secret in ("Vermeulen", "houtbewerking", "Rugpijn", "fiets", "Spaander", "Werkwinkel"):
            assert secret not in told, (name, secret)


def test_no_professional_opens_the_pages_of_a_citizen(mine, asked, counsellor, team_lead, coach):
    for worker in (counsellor, team_lead, coach):
        for name in ("my-dossier", "my_agreements", "my_looks", "my_data"):
            assert worker.client.get(reverse(f"dossiers:{name}")).status_code == 403
        assert worker.client.post(reverse("dossiers:my_agreement", args=[asked.pk]), {"says": "yes"}).status_code == 403


def test_an_account_that_is_no_longer_hers_opens_nothing(mine):
    client = mine.client
    Person.objects.filter(pk=mine.dossier.pk).update(account=None)
    assert client.get(reverse("dossiers:my-dossier")).status_code == 403
