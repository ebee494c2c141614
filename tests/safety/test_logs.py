"""What is written down when something goes wrong holds nothing of anybody."""

import io
import json
import logging

import pytest
from django.core import mail
from django.db import IntegrityError, connection
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from aanboord import urls as platform
from aanboord.core.routes import public
from aanboord.web.logs import Lines

from .doors import signs_in

SECRET = "GEHEIM"


@pytest.fixture
def lines():
    """All that the platform would write down in use, as it is written."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Lines())
    root, ours = logging.getLogger(), logging.getLogger("aanboord")
    before = ours.level
    root.addHandler(handler)
    ours.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.removeHandler(handler)
    ours.setLevel(before)


def crashes(request, name=""):
    typed = request.POST.get("name", name)
    raise KeyError(f"{typed} was not found")


def refused(request):
    raise IntegrityError(f"duplicate key: Key (insz)=({SECRET}) already exists")


def asks(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s", [SECRET])
    logging.getLogger("elders").warning("%s came by", SECRET)
    logging.getLogger("elders").warning(f"{SECRET} came by")
    logging.getLogger("django.security").error(f"Attempted access to {SECRET} denied.")
    return HttpResponse("")


urlpatterns = [
    *platform.urlpatterns,
    path("stuk/<str:name>", public(crashes), name="crash"),
    path("vol", public(refused), name="refused"),
    path("vraag", public(asks), name="asks"),
]
handler500 = platform.handler500


@pytest.fixture
def broken(settings):
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


class TestCrash:
    def test_says_where_and_nothing_of_what_was_typed(self, broken, lines):
        answer = broken.post(
            f"/stuk/{SECRET}?term={SECRET}", {"name": SECRET}, HTTP_USER_AGENT=SECRET, HTTP_REFERER=SECRET
        )
        assert answer.status_code == 500
        written = lines()
        assert SECRET not in json.dumps(written)
        error = next(line for line in written if "error" in line)
        assert error["error"] == "builtins.KeyError"
        assert any("test_logs.py" in frame and "crashes" in frame for frame in error["at"])

    def test_shows_a_page_that_says_nothing_either(self, broken):
        page = broken.post(f"/stuk/{SECRET}", {"name": SECRET}).content.decode()
        assert SECRET not in page
        assert "KeyError" not in page
        assert "Traceback" not in page

    def test_is_mailed_to_nobody(self, broken, settings):
        settings.ADMINS = [("Iemand", "iemand@elders.example")]
        broken.post(f"/stuk/{SECRET}", {"name": SECRET})
        assert not mail.outbox

    def test_can_be_found_by_the_number_of_its_request(self, broken, lines):
        answer = broken.get("/stuk/x")
        assert {line["request"] for line in lines()} == {answer.headers["X-Request-ID"]}


def test_each_request_is_one_line(broken, lines):
    broken.get(f"/vraag?term={SECRET}")
    [line] = [one for one in lines() if one["event"] == "request"]
    assert set(line) == {"time", "level", "logger", "event", "request", "method", "route", "status", "ms"}
    assert (line["level"], line["method"], line["route"], line["status"]) == ("info", "GET", "asks", 200)


def test_what_the_database_refuses_is_no_crash_and_tells_no_value(broken, lines):
    assert broken.get("/vol").status_code == 409
    assert SECRET not in json.dumps(lines())


def test_others_who_fill_their_sentences_in_are_not_quoted(broken, lines):
    broken.get("/vraag")
    assert SECRET not in json.dumps(lines())
    assert "%s came by" in {line["event"] for line in lines()}


def test_the_lock_of_an_account_is_told_without_its_name(client, counsellor, lines, settings):
    settings.AXES_ENABLED = True
    for _ in range(6):
        signs_in(client, counsellor.account, SECRET)
    written = json.dumps(lines())
    assert counsellor.account.username not in written
    assert SECRET not in written
    assert any("Locking out" in line["event"] for line in lines())


@pytest.mark.parametrize("given", ["x", "a" * 65, "abc\r\nevil: 1", "<script>", "GEHEIM GEHEIM", ""])
def test_a_number_that_a_browser_makes_up_is_not_taken(client, lines, given, settings):
    settings.BEHIND_TLS = True
    answer = client.get("/privacy", HTTP_X_REQUEST_ID=given)
    assert answer.headers["X-Request-ID"] != given


def test_the_number_of_the_proxy_is_kept(client, settings):
    settings.BEHIND_TLS = True
    assert client.get("/privacy", HTTP_X_REQUEST_ID="abcdef-123456").headers["X-Request-ID"] == "abcdef-123456"
    settings.BEHIND_TLS = False
    assert client.get("/privacy", HTTP_X_REQUEST_ID="abcdef-123456").headers["X-Request-ID"] != "abcdef-123456"


def test_no_query_is_written_down():
    """With their values they would hold everything."""
    assert not logging.getLogger("django.db.backends").isEnabledFor(logging.INFO)
