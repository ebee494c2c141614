"""One citizen with everything in her file, and somebody in each role around her."""

from __future__ import annotations

import datetime as dt

from django.test import Client

from aanboord.core import clock
from aanboord.core.access import Purpose, Role
from aanboord.directory.models import ContactPoint, Organisation
from aanboord.dossiers.models import EstimateModel, Involvement, SavedFilter
from aanboord.people.actions import give_mandate
from tests import world
from tests.kernel.marked import MarkedCase, marked_case

ROLES = ("counsellor", "colleague", "social-worker", "coach", "team-lead", "data-steward", "citizen")


class Stage:
    """The case, and a browser for each role."""

    def __init__(self) -> None:
        office, ocmw = world.vdab_office(), world.ocmw_of()
        partner = world.team(Organisation.Kind.PARTNER, "Groeikracht vzw")
        self.counsellor = office.worker(Role.COUNSELLOR, "Katrien Claes")
        self.case: MarkedCase = marked_case(self.counsellor)
        self.workers = {
            "counsellor": self.counsellor,
            "colleague": office.worker(Role.COUNSELLOR),
            "social-worker": ocmw.worker(Role.SOCIAL_WORKER),
            "coach": partner.worker(Role.COACH),
            "team-lead": office.worker(Role.TEAM_LEAD),
            "data-steward": office.worker(Role.DATA_STEWARD),
        }
        self.case.followed_by(self.workers["coach"])
        self.case.followed_by(self.workers["social-worker"], Involvement.Kind.FOLLOWS)
        give_mandate(self.case.person, ocmw.unit, given_on=clock.today(), by=self.counsellor.acting(Purpose.INTAKE))
        ContactPoint.objects.create(
            organisation=office.unit,
            territory=world.municipality(),
            name="Onthaal Gent",
            phone="09 111 11 11",
            response_days=2,
            since=dt.date(2020, 1, 1),
        )
        self.alike = world.register(self.counsellor, family_name=self.case.person.family_name, given_name="Voornaam")
        EstimateModel.objects.create(basis="fictional", content={})
        SavedFilter.objects.create(account=self.counsellor.account, name="Te laat", query="due=overdue")

    def client(self, role: str) -> Client:
        """A browser of somebody in this role."""
        return self.case.client if role == "citizen" else self.workers[role].client

    def starts(self, role: str) -> list[str]:
        """Pages to which no link leads from where a day starts."""
        person = self.case.dossier.pk
        if role == "citizen":
            return []
        letters = [f"/dossier/{person}/brief/{kind}/" for kind in ("registration", "screening", "plan")]
        return [f"/dossier/{person}/", *letters, f"/ingeschreven/{person}/", "/inschrijven/", "/termijnen/"]
