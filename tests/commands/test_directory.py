"""aanboord directory: names, mergers, contact points and roles, kept by whoever runs the platform."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from typer.testing import CliRunner

from aanboord.cli import application
from aanboord.core import clock
from aanboord.core.access import Role
from aanboord.directory.models import ContactPoint, Organisation, OrganisationName
from aanboord.dossiers.models import Dossier
from aanboord.journal.models import Event
from tests import world

pytestmark = pytest.mark.django_db
OCMW = "OCMW Gent"


def directory(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(application(), ["directory", *words])
    assert result.exit_code == code, result.output
    return result.output


def told(*words: str) -> Any:
    return json.loads(directory(*words, "--json"))


def day(days: int = 0) -> str:
    return (clock.today() + dt.timedelta(days=days)).isoformat()


def partner(name: str, **fields: Any) -> world.Team:
    return world.team(Organisation.Kind.PARTNER, name, **fields)


def test_the_list_holds_what_exists_today_of_the_kind_that_was_asked() -> None:
    partner("Kompas vzw", kbo="0403019261")
    partner("Voorbij vzw", until=clock.today() - dt.timedelta(days=1))
    assert [one["name"] for one in told("list", "--kind", "partner")] == ["Kompas vzw"]
    assert "0403019261" in directory("list", "--kind", "partner")
    assert OCMW in directory("list")
    assert "is no kind" in directory("list", "--kind", "club", code=2)


def test_without_apply_nothing_changes() -> None:
    unit = partner("Kompas vzw").unit
    assert "Nothing was changed" in directory("rename", "Kompas vzw", "Kompasroos vzw", "--since", day())
    unit.refresh_from_db()
    assert unit.name == "Kompas vzw"
    assert not OrganisationName.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize("which", ["Kompas vzw", "0403.019.261", "id"])
def test_an_organisation_gets_another_name_and_keeps_the_one_before(which: str) -> None:
    unit = partner("Kompas vzw", kbo="0403019261").unit
    answer = told("rename", str(unit.pk) if which == "id" else which, "Kompasroos vzw", "--since", day(-10), "--apply")
    assert (answer["applied"], answer["before"]) == (True, "Kompas vzw")
    unit.refresh_from_db()
    assert unit.name == "Kompasroos vzw"
    before = unit.names.get()
    assert (before.name, before.until.isoformat()) == ("Kompas vzw", day(-11))
    assert Event.objects.get(kind="organisation.renamed").role == Role.SYSTEM


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("rename", "Nergens vzw", "Ergens vzw", "--since", "2020-01-01"), "No organisation"),
        (("rename", "Dubbel vzw", "Ergens vzw", "--since", "2020-01-01"), "More than one"),
        (("rename", OCMW, OCMW, "--since", "2020-01-01"), "another name"),
        (("rename", OCMW, "OCMW Ganda", "--since", "2199-01-01"), "come already"),
        (("merge", OCMW, OCMW, "--on", "2020-01-01"), "itself"),
        (("merge", OCMW, "VDAB", "--on", "2020-01-01"), "same kind"),
        (("end-membership", "niemand", "--unit", OCMW, "--on", "2020-01-01"), "no role"),
    ],
)
def test_what_cannot_be_is_said_plainly(words: tuple[str, ...], why: str) -> None:
    partner("Dubbel vzw")
    partner("Dubbel vzw")
    assert why in directory(*words, "--apply", code=2)
    assert not Event.objects.exists()


def test_a_merger_takes_people_contact_points_and_dossiers_along_from_its_day(social_worker: world.Worker) -> None:
    old, new = social_worker.membership.unit, world.ocmw_of("44084").unit
    dossier = world.register(world.vdab_office().worker(Role.COUNSELLOR))
    Dossier.objects.filter(pk=dossier.pk).update(lead=old)
    recent = ContactPoint.objects.create(
        organisation=old, territory=world.municipality(), name="Loket", response_days=2, since=clock.today()
    )
    directory("merge", old.name, new.name, "--on", day(-5), "--apply")
    old.refresh_from_db()
    assert (old.successor, old.until) == (new, clock.today() - dt.timedelta(days=6))
    assert new.memberships.get(professional=social_worker.professional).since.isoformat() == day(-5)
    assert Dossier.objects.get(pk=dossier.pk).lead == new
    moved = ContactPoint.objects.get(territory=world.municipality(), name="Loket")
    assert (moved.organisation, moved.since) == (new, recent.since)
    assert "No organisation" in directory("merge", old.name, new.name, "--on", day(), "--apply", code=2)


POINT = {"--nis": world.GENT, "--name": "Loket Werk", "--phone": "09 266 99 11", "--response-days": "2"}


def point(change: dict[str, str]) -> list[str]:
    return ["contact-point", OCMW, *(word for pair in (POINT | change).items() for word in pair), "--apply"]


def test_a_contact_point_is_shown_in_the_dossiers_it_is_for(case: world.Case, counsellor: world.Worker) -> None:
    directory(*point({"--group": "job-seeker-benefit"}))
    assert "Loket Werk" in counsellor.client.get(case.dossier.get_absolute_url()).content.decode()
    directory(*point({"--group": "job-seeker-benefit", "--name": "Balie Arbeid"}))
    page = counsellor.client.get(case.dossier.get_absolute_url()).content.decode()
    assert "Balie Arbeid" in page
    assert "Loket Werk" not in page


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"--nis": "99999"}, "NIS code"),
        ({"--group": "everyone"}, "is no status"),
        ({"--email": "geen adres"}, "no e-mail address"),
        ({"--response-days": "0"}, "working days"),
        ({"--phone": ""}, "telephone number or an e-mail"),
    ],
)
def test_a_contact_point_is_not_set_from_wrong_input(change: dict[str, str], why: str) -> None:
    told_why = directory(*point(change), code=2)
    assert why in told_why
    assert not ContactPoint.objects.exists()


def test_who_left_has_no_rights_there_from_the_day_after(counsellor: world.Worker) -> None:
    username, unit = counsellor.account.username, str(counsellor.membership.unit_id)
    assert told("end-membership", username, "--unit", unit, "--on", day(-1), "--apply")["roles"] == ["counsellor"]
    assert counsellor.client.get("/werklijst/").status_code == 403
    assert "no role" in directory("end-membership", username, "--unit", unit, "--on", day(), code=2)
