"""The interface is whole in English: `make messages` collects, and every text that it finds has its English."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.template.base import Lexer, TokenType
from django.utils.translation import templatize

import aanboord

SOURCE = Path(aanboord.__file__).parent
TEMPLATES = sorted(path for path in SOURCE.glob("*/templates/**/*") if path.suffix in {".html", ".txt"})
CODE = sorted(SOURCE.glob("**/*.py"))

#: The functions that mark a text, and which of their arguments are texts: context, singular, plural.
MARKS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (None, 0, None)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (None, 0, 1)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (0, 1, None)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (0, 1, 2)),
}
#: A marking call in what Django makes of a template: texts alone, none with a bracket outside its quotes.
MARKED = re.compile(r"""\b(?:_|n?p?gettext)\((?:[^()'"]|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")*\)""")

#: Written out in both languages: letters, by their reader's language, and pages for when nothing works.
IN_BOTH = (
    "dossiers/templates/dossiers/letters/",
    "web/templates/static_error",
    "web/templates/413",
    "web/templates/50",
)
#: The same in every language; the last two name a look in a style sheet.
NAMES = ("Aan Boord", "CSV", "Demo", "EN", "English", "NL", "Nederlands", "citizen", "narrow")
SPOKEN = {"alt", "aria-label", "caption", "data-confirm", "data-label", "label", "lead", "placeholder", "title"}


def words_of(call):
    """The (context, singular, plural) that a call marks, or None: what is translated elsewhere is no constant here."""
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if name not in MARKS:
        return None
    texts = [argument.value if isinstance(argument, ast.Constant) else None for argument in call.args]
    picked = tuple(texts[place] if place is not None and place < len(texts) else None for place in MARKS[name])
    return picked if isinstance(picked[1], str) else None


def in_code(source):
    return {words_of(node) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)} - {None}


def in_template(source):
    return {words for call in MARKED.findall(templatize(source)) for words in in_code(call.replace("\n", " "))}


@pytest.fixture(scope="module")
def texts():
    found = set()
    for path in CODE:
        found |= in_code(path.read_text("utf-8"))
    for path in TEMPLATES:
        found |= in_template(path.read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def catalogue():
    with (SOURCE / "web/locale/en/LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file, locale="en")


def key(message):
    singular, plural = message.id if isinstance(message.id, tuple) else (message.id, None)
    return message.context, singular, plural


def both(message):
    """Each Dutch form beside its English."""
    if isinstance(message.id, tuple):
        return list(zip(message.id, message.string, strict=True))
    return [(message.id, message.string)]


def test_texts_are_collected_from_code_and_templates_however_they_are_marked():
    code = 'x = [_("Een " "tekst"), ngettext("%(n)s dag", "%(n)s dagen", n), pgettext("maand", "mei"), _(name)]'
    assert in_code(code) == {(None, "Een tekst", None), (None, "%(n)s dag", "%(n)s dagen"), ("maand", "mei", None)}
    template = """{% load i18n %}<c-panel title="{% translate 'Zeg (dit)' %}">{% translate "Naam" context "persoon" %}
        {% blocktranslate count n=n %}{{ n }} dag{% plural %}{{ n }} dagen{% endblocktranslate %}</c-panel>"""
    assert in_template(template) == {
        (None, "Zeg (dit)", None),
        ("persoon", "Naam", None),
        (None, "%(n)s dag", "%(n)s dagen"),
    }


def test_every_text_of_the_interface_is_in_the_catalogue(texts, catalogue):
    assert sorted(texts - {key(message) for message in catalogue}, key=str) == []  # else: make messages, and translate


def test_the_catalogue_holds_nothing_that_the_interface_no_longer_says(texts, catalogue):
    assert sorted({key(message) for message in catalogue if message.id} - texts, key=str) == []  # else: make messages
    assert list(catalogue.obsolete) == []


def test_every_text_has_an_english_one_and_none_is_a_guess(catalogue):
    messages = [message for message in catalogue if message.id]
    assert [message.id for message in messages if not all(english for _, english in both(message))] == []
    assert [message.id for message in messages if message.fuzzy] == []


def test_what_is_filled_into_a_text_is_the_same_in_both_languages(catalogue):
    filled = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}")
    pairs = [pair for message in catalogue if message.id for pair in both(message)]
    assert [pair for pair in pairs if set(filled.findall(pair[0])) != set(filled.findall(pair[1]))] == []


class Spoken(HTMLParser):
    """What a page says by itself: the texts of its elements, and of the attributes that are read out."""

    def __init__(self, source):
        super().__init__()
        self.said = []
        self.mute = 0
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.mute += tag in {"script", "style"}
        self.said += [value or "" for name, value in attrs if name in SPOKEN]

    def handle_endtag(self, tag):
        self.mute -= tag in {"script", "style"}

    def handle_data(self, data):
        if not self.mute:
            self.said.append(data)


def untranslatable(source):
    """The words in a template that stand outside every mark."""
    kept, marked = [], False
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.BLOCK:
            tag = token.contents.split()[0]
            marked = tag in {"blocktranslate", "blocktrans", "comment"} or (marked and not tag.startswith("end"))
        kept.append(token.contents if token.token_type == TokenType.TEXT and not marked else " ")
    for said in Spoken("".join(kept)).said:
        rest = re.sub(r"\S+\.be\b", "", said)
        for name in NAMES:
            rest = re.sub(rf"\b{name}\b", "", rest)
        if re.search(r"[^\W\d_]{2,}", rest):
            yield said.strip()


def test_a_text_without_a_mark_is_noticed():
    marked = (
        "{% blocktranslate %}Dag {{ name }}{% endblocktranslate %}{# noot #}<p title=\"{% translate 'Zo' %}\">·</p>"
    )
    assert list(untranslatable(marked)) == []
    assert list(untranslatable(f'{marked}<p title="Zo niet">Dag {{{{ name }}}}</p>')) == ["Zo niet", "Dag"]


def test_no_template_says_anything_that_cannot_be_said_in_english():
    shared = [path for path in TEMPLATES if not path.relative_to(SOURCE).as_posix().startswith(IN_BOTH)]
    found = {path.name: list(untranslatable(path.read_text("utf-8"))) for path in shared}
    assert {name: said for name, said in found.items() if said} == {}
