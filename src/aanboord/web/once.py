"""A form says its thing once: a double click, a line that was slow or a page sent again lead to the first result.

The token against forgery is made anew for each page that is shown, so that two sendings with one token and the same
content are one form sent twice. No room does anything for it, and no browser needs JavaScript.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError, Error, IntegrityError, transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from .middleware import GateMiddleware
from .models import SentForm
from .navigation import SEARCH, address


class OnceMiddleware:
    """What a form does and that it was sent are one transaction: the second of two at once waits for the first.

    A form that led to another page is done. One that came back with errors, or was refused, may be sent again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = _key(request)
        if key is None:
            return self.get_response(request)
        try:
            return self._once(request, key)
        except Error as error:  # before the view was asked, or when all of it was to be kept
            if (refused := GateMiddleware(self.get_response).process_exception(request, error)) is None:
                raise
            return refused

    def _once(self, request: HttpRequest, key: str) -> HttpResponseBase:
        with transaction.atomic():
            try:
                with transaction.atomic():
                    sent = SentForm.objects.create(key=key)
            except IntegrityError:
                messages.info(request, _("Dit was al bewaard."))
                return redirect(SentForm.objects.get(key=key).address)
            answer = self.get_response(request)
            _keep(sent, request, answer)
        return answer


def _key(request: HttpRequest) -> str | None:
    """What one form with one content on one page has in common however often it is sent; it tells nothing of it."""
    if request.method != "POST" or request.path.startswith("/api/"):  # whose body is read by the API, once
        return None
    if not request.user.is_authenticated or "csrfmiddlewaretoken" not in request.POST:
        return None
    if request.path_info == address(SEARCH):  # asks, and changes nothing
        return None
    files = sorted((name, file.name, _content(file)) for name, many in request.FILES.lists() for file in many)
    said = [str(request.user.pk), request.get_full_path(), sorted(request.POST.lists()), files]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _content(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _keep(sent: SentForm, request: HttpRequest, answer: HttpResponseBase) -> None:
    if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        transaction.set_rollback(True)
        return
    try:
        with transaction.atomic():
            if answer.status_code == HTTPStatus.FOUND and hasattr(request, "actor"):  # not the way to the sign-in page
                sent.address = answer.headers["Location"]
                sent.save(update_fields=["address"])
            else:
                sent.delete()
    except DatabaseError:  # a statement that failed took the transaction with it: nothing of it may stay
        if answer.status_code == HTTPStatus.FOUND:  # and nobody may read that it was kept
            raise
        transaction.set_rollback(True)
