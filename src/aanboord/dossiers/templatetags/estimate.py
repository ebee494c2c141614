"""What the pages of the estimate need: `{% load estimate %}`."""

from __future__ import annotations

from django import template

from ..estimate import Text
from ..estimate.card import percent
from ..estimating import language

register = template.Library()


@register.filter
def said(text: Text) -> str:
    """A text of the estimate in the language of the page."""
    return text.in_language(language())


@register.filter
def share(value: float | None) -> str:
    """0.314 as “31 %”; a dash where it is withheld."""
    return "–" if value is None else percent(value).in_language(language())
