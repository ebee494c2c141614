"""The building blocks that the forms of every room share."""

from __future__ import annotations

from typing import Any

from django import forms


class DayInput(forms.DateInput):
    """A calendar day, with the date picker of the browser."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


#: Signs of a long text: more than anybody types in one go.
LONGEST = 10_000


class LongText(forms.CharField):
    """A text of several paragraphs."""

    def __init__(self, *, rows: int, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST, widget=forms.Textarea({"rows": rows}), **kwargs)
