"""The reliability chart as SVG, drawn on the server: no script, no style attribute, colours from the page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .card import percent
from .evaluation import Bin
from .texts import Text

SIDE = 300
LEFT, TOP = 56, 16
WIDTH, HEIGHT = LEFT + SIDE + 24, TOP + SIDE + 56
TICKS = (0, 25, 50, 75, 100)


class Svg(str):
    """Finished SVG whose every text is escaped; templates that know ``__html__`` show it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def reliability_chart(bins: Sequence[Bin], *, language: str, prefix: str = "reliability") -> Svg:
    """Estimated chance against the share that found work, with 90 % intervals.

    ``prefix`` begins the ids and must differ for each chart on a page. Everything is drawn in ``currentColor`` and told
    apart by shape; the classes ``reliability-ideal``, ``reliability-interval`` and ``reliability-point`` let a page
    colour it.
    """

    def say(text: Text) -> str:
        return escape(text.in_language(language))

    title_id, desc_id = f"{escape(prefix)}-title", f"{escape(prefix)}-desc"
    parts = [
        f'<svg class="reliability" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-labelledby="{title_id} {desc_id}" fill="none" stroke="currentColor" font-size="12">',
        f'<title id="{title_id}">{say(_TITLE)}</title>',
        f'<desc id="{desc_id}">{say(in_words(bins))}</desc>',
        f'<rect x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}" stroke-opacity="0.5"/>',
    ]
    for tick in TICKS:
        x, y, label = _x(tick / 100), _y(tick / 100), say(percent(tick / 100))
        parts += [
            f'<path d="M{x} {_y(0)}v5M{LEFT} {y}h-5"/>',
            _text(x, _y(0) + 19, "middle", label),
            _text(LEFT - 9, y + 4, "end", label),
        ]
    parts += [
        _text(LEFT + SIDE / 2, HEIGHT - 12, "middle", say(_ACROSS)),
        f'<g transform="translate(13 {TOP + SIDE / 2:g}) rotate(-90)">{_text(0, 0, "middle", say(_UP))}</g>',
        f'<path class="reliability-ideal" d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke-dasharray="5 4"/>',
    ]
    for each in bins:
        x = _x(each.chance)
        parts += [
            f'<path class="reliability-interval" stroke-width="2" d="M{x} {_y(each.low)}V{_y(each.high)}'
            f'M{x - 4:g} {_y(each.low)}h8M{x - 4:g} {_y(each.high)}h8"/>',
            f'<circle class="reliability-point" cx="{x}" cy="{_y(each.observed)}" r="4.5" fill="currentColor"/>',
        ]
    return Svg("".join([*parts, "</svg>"]))


_TITLE = Text("Komen de kansen uit?", "Do the chances come true?")
_ACROSS = Text("Geschatte kans op werk", "Estimated chance of work")
_UP = Text("Deel dat werk vond", "Share that found work")


def in_words(bins: Sequence[Bin]) -> Text:
    """What the chart shows, in a sentence: how many points lie on the line, and the furthest from it."""
    on_line = sum(each.low <= each.chance <= each.high for each in bins)
    far = max(bins, key=lambda each: abs(each.chance - each.observed))
    expected, found = percent(far.chance), percent(far.observed)
    return Text(
        f"Elk punt is een groep mensen met een gelijkaardige kans. Op de streepjeslijn komt de kans precies uit. "
        f"Bij {on_line} van de {len(bins)} punten raakt het interval de lijn. "
        f"Het grootste verschil: geschat {expected.nl}, werk gevonden {found.nl}.",
        f"Each point is a group of people with a similar chance. On the dashed line the chance comes true exactly. "
        f"For {on_line} of {len(bins)} points the interval touches the line. "
        f"The largest difference: estimated {expected.en}, found work {found.en}.",
    )


def _x(share: float) -> float:
    return round(LEFT + SIDE * share, 1)


def _y(share: float) -> float:
    return round(TOP + SIDE * (1 - share), 1)


def _text(x: float, y: float, anchor: str, escaped: str) -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="currentColor" stroke="none">{escaped}</text>'
