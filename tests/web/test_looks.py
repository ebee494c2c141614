"""The style sheets, the script and the templates keep to the rules of docs/frontend.md."""

import re
from pathlib import Path

import pytest

import aanboord
from aanboord.web.templatetags import face

WEB = Path(aanboord.__file__).parent / "web"
TEMPLATES = sorted(Path(aanboord.__file__).parent.glob("*/templates/**/*.html"))
PAGES = [template for template in TEMPLATES if template.parent.name != "letters"]  # those are printed, not browsed
SHEETS = [WEB / "static/css" / name for name in ("tokens.css", "base.css", "components.css")]


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def tokens():
    """The colours of each scheme; the dark one overrides the light one."""
    light, dark = SHEETS[0].read_text().split("@media (prefers-color-scheme: dark)")
    colours = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part)) for part in (light, dark)]
    return {"light": colours[0], "dark": colours[0] | colours[1]}


GROUNDS = ("paper", "surface", "sunken")
STATUSES = ("late", "soon", "good", "info", "calm")
TEXT = [
    *((text, ground) for text in ("ink", "ink-soft", "link", *STATUSES) for ground in GROUNDS),
    *((status, f"{status}-soft") for status in STATUSES),
    *(("ink", f"{status}-soft") for status in STATUSES),
    *((text, "accent-soft") for text in ("ink", "ink-soft", "link", *STATUSES)),
    ("accent-ink", "accent"),
    ("accent-ink", "accent-strong"),
    ("bar-ink", "bar"),
    ("bar-soft", "bar"),
    ("bar-ink", "bar-field"),
    ("bar-soft", "bar-field"),
]
SHAPES = [
    *((shape, ground) for shape in ("line-strong", "accent", "focus") for ground in ("paper", "surface")),
    *((shape, ground) for shape in ("gain", "lose", "open") for ground in ("paper", "surface")),
    ("bar-focus", "bar"),
    ("bar-soft", "bar"),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("pair", "least"), [(pair, 4.5) for pair in TEXT] + [(pair, 3) for pair in SHAPES])
def test_every_pair_of_colours_keeps_its_contrast(scheme, pair, least):
    colours = tokens()[scheme]
    assert contrast(colours[pair[0]], colours[pair[1]]) >= least


def test_every_colour_that_the_tokens_name_is_held_to_a_contrast():
    held = {name for pair in TEXT + SHAPES for name in pair}
    assert tokens()["light"].keys() - held == {"line"}  # a line that parts what space parts too


def test_the_sheets_name_no_colour_that_the_tokens_do_not_define():
    css = "".join(sheet.read_text() for sheet in SHEETS)
    assert set(re.findall(r"var\(--([\w-]+)", css)) <= set(re.findall(r"--([\w-]+):", css))


def test_styles_and_script_stay_small():
    assert sum(sheet.stat().st_size for sheet in SHEETS) <= 60_000
    assert (WEB / "static/js/aanboord.js").stat().st_size < 5 * 1024


@pytest.mark.parametrize("template", PAGES, ids=lambda path: path.relative_to(WEB.parent).as_posix())
def test_no_template_has_styles_or_scripts_of_its_own(template):
    text = template.read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=['\"]|<script(?![^>]*\ssrc=)|javascript:|\|safe|mark_safe", text)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(WEB.parent).as_posix())
def test_no_component_is_given_an_expression_that_it_would_drop(template):
    given = re.findall(r'\s:[\w-]+="([^"]*)"', template.read_text())
    assert [value for value in given if not re.fullmatch(r"[\w.]+|.*\{[{%].*", value)] == []


def test_no_line_of_a_room_is_too_long_to_read():
    """Components aside: space between their elements would show."""
    rooms = [template for template in TEMPLATES if template.parent.name != "cotton"]
    long = [
        f"{one.name}:{n}" for one in rooms for n, line in enumerate(one.read_text().splitlines(), 1) if len(line) > 160
    ]
    assert long == []


def test_icons_that_templates_name_exist():
    drawn = set(re.findall(r'symbol id="(\w+)"', (WEB / "static/img/icons.svg").read_text()))
    text = "".join(template.read_text() for template in TEMPLATES)
    named = set(re.findall(r'{% icon "(\w+)" %}', text)) | set(re.findall(r'<c-[^>]*\sicon="(\w+)"', text))
    assert named | set(face.ICONS.values()) <= drawn
