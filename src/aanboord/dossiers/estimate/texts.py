"""Words in both languages of the interface, Dutch in plain language (B1)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or phrase, in Dutch and in English."""

    nl: str
    en: str

    def in_language(self, language: str) -> str:
        """The wording for a language code such as ``nl`` or ``en-gb``; Dutch where the language is another."""
        return self.en if language.lower().startswith("en") else self.nl

    def to_dict(self) -> dict[str, str]:
        """For storage as JSON."""
        return {"nl": self.nl, "en": self.en}


def from_dict(stored: dict[str, str]) -> Text:
    """The text that ``Text.to_dict`` wrote."""
    return Text(stored["nl"], stored["en"])
