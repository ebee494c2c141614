"""Thousands of names that nobody needs to bear, for searching among."""

from __future__ import annotations

from itertools import product

_BEGINNINGS = "Ver Van De Klaas Mer Gool Hend Loo Smit Bae Coen Dierk Evera Fran Geys Hoof Jans Kest Lam Maes Noor Oste"
_MIDDLES = "me bru le ti ko sa ri den wa gel ho mo ne pe sta vo"
_ENDINGS = "rs ghe nck ls man st ns uyt ke re"
_ABROAD = "Yıldız Öztürk El-Amrani Benali N'Diaye O'Hara Kowalska Haddad Nguyen Şahin García Müller Rahimi Tesfaye"
_FIRST = "An El Ma Jo Li Sa No Ka Ro Fa Ya Em Lu Da Mi Ze Ha Ol Pi Te"
_LAST = "na se ra ke lie tte bine rik mas dia nne vin lia sha mir"

FAMILIES = [f"{a}{b}{c}" for a, b, c in product(_BEGINNINGS.split(), _MIDDLES.split(), _ENDINGS.split())]
FAMILIES += [f"{abroad}{end}" for abroad, end in product(_ABROAD.split(), ("", "i", "en", "ova", "oğlu"))]
GIVEN = [f"{a}{b}" for a, b in product(_FIRST.split(), _LAST.split())]
