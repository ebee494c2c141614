"""Who one can be in the demo: one account for each role. None has a password."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aanboord.directory.models import Account


@dataclass(frozen=True, slots=True)
class SignIn:
    """A role to look around in."""

    username: str
    label: str | Promise
    description: str | Promise


SIGN_INS = (
    SignIn("bemiddelaar", _("Bemiddelaar VDAB"), _("Hanne Verlinden, Gent: een caseload van honderdtwintig mensen")),
    SignIn("maatschappelijk.werker", _("Maatschappelijk werker OCMW"), _("Yasmine Bouazzi, OCMW Gent")),
    SignIn(
        "kleine.gemeente", _("Maatschappelijk werker in een cluster"), _("Joke Van Landschoot, voor vier gemeenten")
    ),
    SignIn("coach", _("Coach bij een partner"), _("Thijs Roggeman, vzw Kompasroos")),
    SignIn("teamverantwoordelijke", _("Teamverantwoordelijke"), _("Mieke Dossche, VDAB Regio Gent")),
    SignIn("databeheerder", _("Databeheerder"), _("Ward Peeraer, VDAB")),
    SignIn("burger", _("Burger"), _("Samira Haddouchi: mijn dossier")),
)


def available() -> list[SignIn]:
    """Those whose account is there: the demo was seeded."""
    names = [one.username for one in SIGN_INS]
    present = set(Account.objects.filter(username__in=names).values_list("username", flat=True))
    return [one for one in SIGN_INS if one.username in present]
