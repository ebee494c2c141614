"""A template that shows a variable nobody gave it fails its test."""

import pytest
from django.template import Context, Engine

from tests.unknown_variables import OURS, UnknownVariable, UnknownVariableError


def render(source: str, *, origin: str = f"{OURS}/web/templates/page.html", **context: object) -> str:
    template = Engine(string_if_invalid=UnknownVariable()).from_string(source)
    template.origin.name = origin
    return template.render(Context(context))


@pytest.mark.parametrize(
    "source",
    ["{{ nmae }}", "{{ person.nmae }}", "{{ nmae|upper }}", "{% with name=nmae %}{{ name }}{% endwith %}"],
)
def test_an_unknown_variable_fails_and_is_named(source):
    with pytest.raises(UnknownVariableError, match=r"nmae.*page\.html"):
        render(source, person={"name": "An"})


@pytest.mark.parametrize("source", ["{{ nmae|default:'-' }}", "{% if nmae %}x{% else %}-{% endif %}"])
def test_a_variable_with_a_default_or_a_question_is_fine(source):
    assert render(source) == "-"


def test_templates_of_other_packages_keep_what_django_does():
    assert render("[{{ nmae }}]", origin="/elsewhere/page.html") == "[]"
