"""Dutch first, English on a switch: what a browser prefers does not decide, what somebody chose does."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

from aanboord.directory.models import Account


class ChosenLanguageMiddleware(LocaleMiddleware):
    """The language that was switched to in this browser, else that of the account, else Dutch."""

    def process_request(self, request: HttpRequest) -> None:
        known = dict(settings.LANGUAGES)
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if chosen not in known and isinstance(request.user, Account):
            chosen = request.user.language
        translation.activate(chosen if chosen in known else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response
