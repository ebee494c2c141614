"""A letter on paper: tagged PDF (PDF/UA-1), with the address where the window of a Belgian envelope is.

Nothing is fetched from anywhere: a letter uses the typeface among our own static files, and that is all it can reach.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from aanboord.core.errors import Refusal

from .compose import Letter

SCHEME = "static:"


class NoPdf(Refusal):
    """This machine cannot make PDF: a library of the system is missing."""

    code = "no-pdf"


def to_pdf(letter: Letter) -> bytes:
    """The letter as PDF. Raises NoPdf where Pango is not installed."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher, URLFetcherResponse
    except OSError as missing:
        raise NoPdf(_("Deze server kan nu geen pdf maken. Vraag je beheerder om Pango te installeren.")) from missing

    class OwnFiles(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            found = finders.find(url.removeprefix(SCHEME)) if url.startswith(SCHEME) else None
            if not isinstance(found, str):
                raise ValueError("a letter reaches nothing but our own static files")
            return URLFetcherResponse(url, Path(found).read_bytes())

    with override(letter.language):
        page = render_to_string("dossiers/letters/paper.html", {"letter": letter, "article": letter.article()})
    document = HTML(string=page, url_fetcher=OwnFiles()).write_pdf(pdf_variant="pdf/ua-1")
    assert isinstance(document, bytes)
    return document
