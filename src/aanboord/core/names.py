"""Names of people as they really write them: shown as written, compared in a way that forgives spelling.

``O’Neill`` and ``O'Neill``; ``Öztürk`` and ``Oeztuerk``; ``Van den Broeck`` and ``Vandenbroeck``: each is one name to
who searches or looks for duplicates, and stays as written to who reads it.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

POSSIBLY_SAME: Final = 0.75
"""From this similarity on two people may be one, and a human looks."""

REMEMBERED: Final = 20_000
"""How many names are remembered with what they are compared by: the same ones come again and again."""

_LETTERS: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th", "ħ": "h"}
)
_APOSTROPHES: Final = re.compile(r"['’‘ʼʻ`´′]")
_JOINERS: Final = "\u200c\u200d"  # part of the spelling in some scripts
_PARTICLE: Final = re.compile(
    r"vande[nr]?|van|von|zu|de[nrsl]?|d[uai]?|dos|l[ae]s?|te[nr]?|t|[ea]l|b[ei]n|ibn|ait|bou|abu"
)
_JOINED_PARTICLES: Final = re.compile(r"^(van)?(den|der|de|d(?=h)|el)?(?=\w{4})")
_UMLAUT: Final = re.compile(r"([äöü])")
_UMLAUT_SPELLED_OUT: Final = re.compile(r"(?<=[aou])e(?=[^\Waeiou])")
_SOUNDS: Final = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"[td]h|dt"), "t"),
    (re.compile(r"sch?(?=$|[aeiouy])"), "s"),
    (re.compile(r"c?k|c(?=[aourl])"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"ij|[yj]"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(REMEMBERED)
def display_name(text: str) -> str:
    """The name as written, without stray spaces and invisible signs; accents, case and apostrophes stay."""
    visible = (
        " " if kind[0] in "ZC" and kind != "Cf" else sign
        for sign in unicodedata.normalize("NFC", text)
        if (kind := unicodedata.category(sign)) != "Cf" or sign in _JOINERS
    )
    return " ".join("".join(visible).split())


@lru_cache(REMEMBERED)
def name_key(text: str) -> str:
    """Plain letters in one word: equal for spellings that differ in accents, case, apostrophes, hyphens and spaces.

    Empty when there is no letter or digit in it, so no name.
    """
    return "".join(_words(text))


@lru_cache(REMEMBERED)
def spelling_keys(text: str) -> frozenset[str]:
    """The key and those of other spellings: ``Müller`` as ``muller`` and ``mueller``, and the same from ``Mueller``."""
    key = name_key(text)
    spelled_out = name_key(_UMLAUT.sub(r"\1e", unicodedata.normalize("NFC", text.casefold())))
    return frozenset({key, spelled_out, _UMLAUT_SPELLED_OUT.sub("", key)})


def search_tokens(family_name: str, given_name: str) -> tuple[str, ...]:
    """What a person is found by, sorted: whoever types the beginning of a token finds her (see query_tokens).

    Each word counts by itself, joined to its particles, and joined to the whole name; a joined particle also apart.
    """
    tokens: set[str] = set()
    for name in (family_name, given_name):
        parts = _joined_particles(name)
        for word in [*_words(name), *parts, "".join(parts)]:
            tokens |= spelling_keys(word)
    if particles := _JOINED_PARTICLES.match(name_key(family_name)):
        tokens |= {*particles.groups(default=""), name_key(family_name)[particles.end() :]}
    return tuple(sorted(tokens - {""}))


def query_tokens(text: str) -> tuple[str, ...]:
    """What somebody typed, as beginnings of tokens of which each must be found."""
    return tuple(_words(text))


@dataclass(frozen=True)
class PersonName:
    """What two people are compared by; ``birth_date`` is None where not known."""

    family_name: str
    given_name: str
    birth_date: date | None = None


def similarity(one: PersonName, other: PersonName) -> float:
    """How alike two people are, 0..1: the weaker of family name and given name; 0 when the birth dates exclude it.

    Forgives spelling by ear (Sofie, Sophie), names in each other's place, a missing particle and a second given name.
    Birth dates may be unknown or have day and month swapped.
    """
    if not birth_dates_agree(one.birth_date, other.birth_date):
        return 0.0
    straight = min(_family_alike(one.family_name, other.family_name), _given_alike(one.given_name, other.given_name))
    crossed = min(_alike(one.family_name, other.given_name), _alike(one.given_name, other.family_name))
    return max(straight, crossed)


def other_name(one: PersonName, other: PersonName) -> bool:
    """Whether neither the family name nor the given name of the one resembles that of the other."""
    family = _family_alike(one.family_name, other.family_name)
    given = _given_alike(one.given_name, other.given_name) if one.given_name and other.given_name else 0.0
    crossed = max(_alike(one.family_name, other.given_name), _alike(one.given_name, other.family_name))
    return max(family, given, crossed) < POSSIBLY_SAME


def birth_dates_agree(one: date | None, other: date | None) -> bool:
    """Whether both can be the birth date of one person: unknown, equal, or with day and month swapped."""
    if one is None or other is None or one == other:
        return True
    return (one.year, one.month, one.day) == (other.year, other.day, other.month)


def _words(text: str) -> list[str]:
    """Lower-case words without accents; an apostrophe joins, a hyphen parts."""
    joined = _APOSTROPHES.sub("", text.casefold().translate(_LETTERS))
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", joined) if not unicodedata.combining(sign))
    return re.sub(r"[\W_]", " ", plain.casefold()).split()  # an ornate capital is plain, and a capital, only now


def _joined_particles(text: str) -> list[str]:
    """The words of a name with particles joined to the word after them."""
    parts: list[str] = []
    particles = ""
    for word in re.sub(r"[-_]", " ", display_name(text)).split():
        particles += word
        if not _PARTICLE.fullmatch(name_key(word)):
            parts.append(particles)
            particles = ""
    return [*parts, particles] if particles else parts


def _family_alike(one: str, other: str) -> float:
    return max(_alike(one, other), _alike(_core(one), _core(other)))


def _given_alike(one: str, other: str) -> float:
    return max(_alike(one, other), _alike(_first(one), _first(other)))


@lru_cache(REMEMBERED)
def _core(family_name: str) -> str:
    return _JOINED_PARTICLES.sub("", "".join(word for word in _words(family_name) if not _PARTICLE.fullmatch(word)))


@lru_cache(REMEMBERED)
def _first(given_name: str) -> str:
    return next(iter(_words(given_name)), "")


def _alike(one: str, other: str) -> float:
    return max(OSA.normalized_similarity(left, right) for left in _sounds(one) for right in _sounds(other))


@lru_cache(REMEMBERED)
def _sounds(text: str) -> frozenset[str]:
    """How a name may be heard, by any of its spellings."""
    heard = set()
    for key in spelling_keys(text):
        for spelled, sound in _SOUNDS:
            key = spelled.sub(sound, key)
        heard.add(key)
    return frozenset(heard)
