"""What templates need to say dates and terms in words: `{% load face %}`."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any

from django import template
from django.core.paginator import Page
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from aanboord.core import clock

register = template.Library()

#: From this many days before it is due, a term draws the eye.
SOON = 14

ICONS = {"late": "late", "soon": "clock", "ahead": "clock", "paused": "pause", "met": "check", "missed": "late"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of our icons (see static/img/icons.svg), as tall as the text; meaningless to a screen reader."""
    return _drawn(static("img/icons.svg"), name)


@functools.cache
def _drawn(sheet: str, name: str) -> SafeString:
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', sheet, name)


@register.simple_tag
def phone(number: str) -> SafeString:
    """A telephone number that one calls with one press."""
    dialled = "".join(sign for sign in number if sign.isdigit() or sign == "+")
    return format_html('<a href="tel:{}">{}</a>', dialled, number)


@register.filter
def days(count: int) -> str:
    """`3` as “3 dagen”."""
    return ngettext("%(count)d dag", "%(count)d dagen", count) % {"count": count}


@register.filter
def due_words(date: dt.date) -> str:
    """How far off a day is: “over 61 dagen”, “morgen”, “vandaag”, “3 dagen te laat”."""
    left = (date - clock.today()).days
    match left:
        case 0:
            return _("vandaag")
        case 1:
            return _("morgen")
        case _ if left > 0:
            return ngettext("over %(count)d dag", "over %(count)d dagen", left) % {"count": left}
    return ngettext("%(count)d dag te laat", "%(count)d dagen te laat", -left) % {"count": -left}


@register.simple_tag
def due(date: dt.date, state: str = "running") -> SafeString:
    """A term in words and colour, with the exact day in its title.

    `state` is that of the clock: `running`, `paused`, `met` or `missed`.
    """
    return _due(date, state, clock.today(), get_language())


@functools.lru_cache(maxsize=2000)  # a worklist says few different days, again and again
def _due(date: dt.date, state: str, today: dt.date, language: str) -> SafeString:
    if state == "running":
        left = (date - today).days
        look = "late" if left < 0 else "soon" if left <= SOON else "ahead"
        words = due_words(date)
    else:
        look = state
        words = {"paused": _("gepauzeerd"), "met": _("gehaald"), "missed": _("niet gehaald")}[state]
    return format_html(
        '<span class="due due-{}" title="{}">{}{}</span>',
        look,
        _("Uiterlijk %(day)s") % {"day": date_format(date)},
        icon(ICONS[look]),
        words,
    )


@register.filter
def moment(at: dt.datetime) -> str:
    """When something happened, as one says it: “vandaag om 14:03”, “gisteren om 9:15”, “12 maart 2026 om 9:15”."""
    local = timezone.localtime(at, clock.ZONE)
    match (clock.today() - local.date()).days:
        case 0:
            day = _("vandaag")
        case 1:
            day = _("gisteren")
        case _:
            day = date_format(local.date())
    return _("%(day)s om %(time)s") % {"day": day, "time": time_format(local.time(), "H:i")}


@register.simple_tag
def when(at: dt.datetime) -> SafeString:
    """`moment` as an element that machines read too."""
    return format_html('<time datetime="{}">{}</time>', at.isoformat(timespec="minutes"), moment(at))


@register.filter
def page_numbers(page: Page[Any]) -> list[int]:
    """The numbers that a pagination shows around `page`; 0 stands for those left out."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [number if isinstance(number, int) else 0 for number in shown]
