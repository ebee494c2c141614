"""The professionals and organisations of the demo, in a few places, with Gent in the middle."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from aanboord.core.access import Actor, Purpose, Role
from aanboord.core.names import name_key
from aanboord.directory import queries as directory
from aanboord.directory.models import Account, ContactPoint, Membership, Organisation, Professional, Territory
from aanboord.directory.territories import fixed_id
from aanboord.people.models import StatusKind

Kind = Organisation.Kind

GENT, ANTWERPEN, LEUVEN, HASSELT = "44021", "11002", "24062", "71072"  # Hasselt bears its code of 2025
CLUSTER = {"43007": "Kaprijke", "43014": "Sint-Laureins", "43002": "Assenede", "43018": "Zelzate"}
HANNE, LEAD = "bemiddelaar", "teamverantwoordelijke"

#: (unit, role, name, username when one can sign in as this person)
STAFF: tuple[tuple[str, Role, str, str], ...] = (
    ("vdab-REFREG13", Role.COUNSELLOR, "Hanne Verlinden", HANNE),
    ("vdab-REFREG13", Role.COUNSELLOR, "Tom Lagaerts", ""),
    ("vdab-REFREG13", Role.COUNSELLOR, "Ikram Benchaoui", ""),
    ("vdab-REFREG13", Role.COUNSELLOR, "Evy Rombautsen", ""),
    ("vdab-REFREG13", Role.COUNSELLOR, "Gunther Maesfranckx", ""),
    ("vdab-REFREG13", Role.TEAM_LEAD, "Mieke Dossche", LEAD),
    ("vdab-REFREG01", Role.COUNSELLOR, "Sara Wuytack", ""),
    ("vdab-REFREG01", Role.COUNSELLOR, "Mathieu Kegelaers", ""),
    ("vdab-REFREG01", Role.TEAM_LEAD, "Nancy Everaertse", ""),
    ("vdab-REFREG05", Role.COUNSELLOR, "Lien Janssegers", ""),
    ("vdab-REFREG05", Role.TEAM_LEAD, "Filip Oversteyns", ""),
    ("vdab-REFREG15", Role.COUNSELLOR, "Büşra Yılmazkaya", ""),
    ("vdab-REFREG15", Role.TEAM_LEAD, "Johan Vanderlooven", ""),
    ("vdab", Role.DATA_STEWARD, "Ward Peeraer", "databeheerder"),
    (f"ocmw-{GENT}", Role.SOCIAL_WORKER, "Yasmine Bouazzi", "maatschappelijk.werker"),
    (f"ocmw-{GENT}", Role.SOCIAL_WORKER, "Kristof De Paepere", ""),
    (f"ocmw-{GENT}", Role.SOCIAL_WORKER, "Annelies Hoorneman", ""),
    (f"ocmw-{GENT}", Role.TEAM_LEAD, "Rita Schelfhoudt", ""),
    (f"ocmw-{ANTWERPEN}", Role.SOCIAL_WORKER, "Dries Van Camperen", ""),
    (f"ocmw-{ANTWERPEN}", Role.TEAM_LEAD, "Els Michielsse", ""),
    (f"ocmw-{LEUVEN}", Role.SOCIAL_WORKER, "Bieke Smeyerse", ""),
    (f"ocmw-{HASSELT}", Role.SOCIAL_WORKER, "Luc Geuzens-Thijs", ""),
    *((f"ocmw-{nis}", Role.SOCIAL_WORKER, "Joke Van Landschoot", "kleine.gemeente") for nis in CLUSTER),
    *((f"ocmw-{nis}", Role.TEAM_LEAD, "Peter Stockmanne", "") for nis in CLUSTER),
    ("kompasroos", Role.COACH, "Thijs Roggeman", "coach"),
    ("kompasroos", Role.COACH, "Nathalie Beeckmans-Diop", ""),
    ("de-tweede-wind", Role.COACH, "Leila Farhadian", ""),
    ("de-tweede-wind", Role.COACH, "Hans Quaghebeure", ""),
)

#: (kind, key, name): all of them fictional, except the public bodies that go by their kind
ORGANISATIONS: tuple[tuple[Kind, str, str], ...] = (
    (Kind.PARTNER, "kompasroos", "vzw Kompasroos"),
    (Kind.PARTNER, "de-tweede-wind", "De Tweede Wind vzw"),
    (Kind.TRAINING_PROVIDER, "leerwerf", "Opleidingshuis De Leerwerf"),
    (Kind.TRAINING_PROVIDER, "taalbrug", "Centrum De Taalbrug"),
    (Kind.SCHOOL, "atheneum-wissel", "Atheneum De Wissel"),
    (Kind.BENEFIT_INSTITUTION, "kas-schelde", "Uitbetalingskas Scheldeland"),
    (Kind.INTEGRATION_AGENCY, "agii", "Agentschap Integratie en Inburgering"),
    (Kind.SOCIAL_PARTNER, "vakbond-anker", "Vakbond Het Anker"),
    (Kind.SOCIAL_PARTNER, "werkgevers-horizon", "Werkgeversverbond Horizon"),
    (Kind.DEPARTMENT, "departement", "Departement Werk"),
    (Kind.LOCAL_GOVERNMENT, f"stad-{GENT}", "Stad Gent"),
)

EMPLOYERS = (
    ("Bakkerij Korenhof", "bakker"),
    ("Zorgpunt Ter Linde", "zorgkundige"),
    ("Fietsatelier Het Spatbord", "fietshersteller"),
    ("Magazijnen Noordkade", "magazijnier"),
    ("Groendienst De Wilgenteen", "hovenier"),
    ("Kinderdagverblijf Pluim", "kinderbegeleider"),
    ("Poetsbedrijf Helderstraal", "schoonmaker"),
    ("Bouwwerken Steenvast", "metselaar"),
    ("Restaurant De Zoute Inval", "keukenmedewerker"),
    ("Transport Rolvast", "vrachtwagenchauffeur"),
    ("Softwarehuis Klinknagel", "helpdeskmedewerker"),
    ("Metaalwerken Smidsvuur", "lasser"),
    ("Kringwinkel De Omloop", "winkelmedewerker"),
    ("Woonzorghuis Avondrood", "logistiek assistent"),
)


@dataclass(slots=True)
class Cast:
    """Who there is to act: the memberships by unit and role, and the places that they serve."""

    members: dict[tuple[uuid.UUID, Role], list[Membership]] = field(default_factory=lambda: defaultdict(list))
    by_username: dict[str, Membership] = field(default_factory=dict)

    def of(self, unit: uuid.UUID, *roles: Role) -> list[Membership]:
        """Who has one of these roles in a unit, in the order of the list."""
        return [member for role in roles for member in self.members[unit, role]]

    @staticmethod
    def actor(member: Membership, purpose: Purpose = Purpose.GUIDANCE) -> Actor:
        return directory.actor(member, purpose)


def assemble(since: dt.date) -> Cast:
    """Make them all; they were there from `since` on."""
    _organisations()
    _cluster(since)
    cast = Cast()
    professionals: dict[str, Professional] = {}
    for key, role, name, username in STAFF:
        if name not in professionals:
            professionals[name] = _professional(name, username)
        member = Membership.objects.create(
            professional=professionals[name], unit_id=fixed_id(key), role=role, since=since
        )
        member = Membership.objects.select_related("unit__part_of", "professional").get(pk=member.pk)
        cast.members[member.unit_id, role].append(member)
        if username:
            cast.by_username.setdefault(username, member)
    _contact_points(cast, since)
    return cast


def account(username: str, *, email: str = "") -> Account:
    """An account that only the buttons of the demo open."""
    made = Account(username=username, email=email)
    made.set_unusable_password()
    made.save()
    return made


def _professional(name: str, username: str) -> Professional:
    address = f"{name_key(name)}@aanboord.example"
    return Professional.objects.create(
        name=name,
        account=account(username or name_key(name), email=address),
        email=address,
        phone=f"09 555 {len(name):02} {sum(map(ord, name)) % 100:02}",
    )


def _organisations() -> None:
    employers = [(Kind.EMPLOYER, name, name) for name, _ in EMPLOYERS]
    made = [Organisation(id=fixed_id(key), kind=kind, name=name) for kind, key, name in (*ORGANISATIONS, *employers)]
    Organisation.objects.bulk_create(made)
    gent = Territory.objects.filter(reference_region="REFREG13")
    for organisation in made:
        if organisation.kind in (Kind.PARTNER, Kind.TRAINING_PROVIDER):
            organisation.territories.set(gent)


def _cluster(since: dt.date) -> None:
    whole = Organisation.objects.create(
        id=fixed_id("cluster-krekenland"), kind=Kind.OCMW_CLUSTER, name="OCMW-cluster Krekenland", since=since
    )
    whole.territories.set(Territory.objects.filter(pk__in=CLUSTER))
    Organisation.objects.filter(pk__in=[fixed_id(f"ocmw-{nis}") for nis in CLUSTER]).update(part_of=whole)


def _contact_points(cast: Cast, since: dt.date) -> None:
    vdab, agii = fixed_id("vdab-REFREG13"), fixed_id("agii")
    gent = Territory.objects.filter(reference_region="REFREG13")
    counsellors = cast.of(vdab, Role.COUNSELLOR)
    points = []
    for place in gent:
        groups: Iterable[tuple[str, int, int]] = (
            ("", 0, 3),
            (StatusKind.NEWCOMER, 2, 5),
            (StatusKind.EARLY_LEAVER, 3, 1),
            (StatusKind.TEMPORARILY_UNEMPLOYED, 4, 5),
        )
        for group, who, days in groups:
            professional = counsellors[who].professional
            points.append(_point(vdab, place.pk, group, professional, days, since))
    for (unit, role), members in list(cast.members.items()):
        if role == Role.SOCIAL_WORKER:
            for place in Organisation.objects.get(pk=unit).territories.all():
                for group in (StatusKind.LIVING_WAGE, StatusKind.LIVING_WAGE_EQUIVALENT):
                    points.append(_point(unit, place.pk, group, members[0].professional, 4, since))
    points.append(
        ContactPoint(
            organisation_id=agii,
            territory_id=GENT,
            target_group=StatusKind.NEWCOMER,
            name="Trajectbegeleiding Gent",
            phone="09 555 40 40",
            email="traject.gent@aanboord.example",
            response_days=5,
            since=since,
        )
    )
    ContactPoint.objects.bulk_create(points)


def _point(
    unit: uuid.UUID, place: str, group: str, professional: Professional, days: int, since: dt.date
) -> ContactPoint:
    return ContactPoint(
        organisation_id=unit,
        territory_id=place,
        target_group=group,
        professional=professional,
        name=professional.name,
        phone=professional.phone,
        email=professional.email,
        response_days=days,
        since=since,
    )
