"""The frame that all pages share: who is here, what was typed, what went wrong, legible for everyone."""

import pytest
from django import forms
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

from aanboord.core import clock
from aanboord.core.access import Purpose, Role
from aanboord.core.errors import Conflict, Invalid, NotAllowed, WrongState
from aanboord.core.routes import PROFESSIONALS, public, route
from aanboord.directory.models import Account, Membership
from tests.web.html import Elements, seen

# -- pages that stand for those of the rooms


@route(Purpose.GUIDANCE, PROFESSIONALS | {Role.CITIZEN})
def framed(request):
    return HttpResponse(engines["django"].from_string('{% extends "base.html" %}').render({}, request))


@public
def fails(request, how):
    raise {
        "not-allowed": NotAllowed("Je mag “Gezondheid” hier niet inzien."),
        "wrong-state": WrongState("De screening is al klaar."),
        "conflict": Conflict("Een collega was je voor."),
        "invalid": Invalid({"on": "Deze dag is al voorbij."}),
        "database": OperationalError("FATAL: role 69.64.03-001.17 is missing"),
        "broken": RuntimeError("69.64.03-001.17"),
    }[how]


class Intake(forms.Form):
    number = forms.CharField(label="INSZ-nummer", help_text="Elf cijfers.", max_length=11)
    phone = forms.CharField(label="Telefoon", required=False, widget=forms.TextInput(attrs={"placeholder": "Telefoon"}))
    hours = forms.IntegerField(label="Uren", widget=forms.TextInput)
    reach = forms.ChoiceField(
        label="Hoe bereiken we je?", help_text="Kies er een.", choices=[("t", "Telefoon")], widget=forms.RadioSelect
    )
    agrees = forms.BooleanField(label="Ik ga akkoord")
    came_from = forms.CharField(widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("Deze persoon is misschien al ingeschreven.")


@public
def intake(request):
    form = Intake(request.POST or None, initial={"came_from": "balie"})
    page = engines["django"].from_string(
        '{% extends "plain.html" %}{% block main %}{% cotton form :form="form" / %}{% endblock %}'
    )
    return HttpResponse(page.render({"form": form}, request))


room = [
    path("werklijst/", framed, name="worklist"),
    path("werklijst/verdelen", framed, name="divide"),
    path("postvak/", framed, name="inbox"),
    path("zoek", framed, name="search"),
]
urlpatterns = [
    path("", include((room, "dossiers"))),
    path("", include("aanboord.web.urls")),
    path("account/", include("allauth.urls")),
    path("framed", framed),
    path("fails/<how>", fails),
    path("intake", intake),
    path("undeclared", lambda request: HttpResponse("open")),
]
handler404 = "aanboord.web.views.errors.not_found"
handler500 = "aanboord.web.views.errors.server_error"


# -- forms


@pytest.fixture
def refused_form(client, db, settings):
    settings.ROOT_URLCONF = __name__
    html = seen(client.post("/intake", {"number": "1 < 2", "came_from": "straat"}))
    return html, Elements(html)


def test_what_was_typed_stays_when_a_form_is_refused(refused_form):
    _, page = refused_form
    assert page.named("number")["value"] == "1 < 2"
    assert page.named("came_from")["value"] == "straat"


def test_the_summary_of_errors_leads_to_each_field(refused_form):
    html, page = refused_form
    leads = [link["href"].removeprefix("#") for link in page["a"] if link["href"].startswith("#id_")]
    assert leads == ["id_hours", "id_reach_0", "id_agrees"]
    assert set(leads) <= set(page.ids)
    assert html.count("Deze persoon is misschien al ingeschreven.") == 1


def test_hint_and_error_are_read_out_with_their_field(refused_form):
    _, page = refused_form
    described = {name: page.named(name).get("aria-describedby") for name in ("number", "hours", "agrees")}
    assert described == {"number": "id_number_helptext", "hours": "id_hours_error", "agrees": "id_agrees_error"}
    assert page["fieldset"][0]["aria-describedby"] == "id_reach_helptext id_reach_error"
    named = " ".join(attributes.get("aria-describedby", "") for _, attributes in page.found).split()
    assert set(named) <= set(page.ids)
    assert page.named("hours")["aria-invalid"] == "true"
    assert "aria-invalid" not in page.named("reach")


def test_no_identity_stands_twice_on_a_page_with_a_form(refused_form):
    _, page = refused_form
    assert len(page.ids) == len(set(page.ids))


def test_fields_tell_the_keyboard_and_the_memory_of_the_browser_what_to_do(refused_form):
    html, page = refused_form
    assert page.named("number")["autocomplete"] == "off"
    assert page.named("hours")["inputmode"] == "numeric"
    assert "placeholder" not in page.named("phone")  # it repeated the label
    assert html.count("(niet verplicht)") == 1


# -- who is here


@pytest.fixture
def _pages(settings):
    settings.ROOT_URLCONF = __name__


@pytest.mark.usefixtures("_pages")
def test_the_bar_shows_who_acts_in_which_role_for_whom(counsellor):
    page = seen(counsellor.client.get("/framed"))
    assert "Katrien Claes" in page
    assert counsellor.membership.unit.name in page
    assert "Bemiddelaar VDAB" in page
    assert "Afmelden" in page
    assert counsellor.client.get("/").url == "/werklijst/"


@pytest.mark.usefixtures("_pages")
def test_the_bar_searches_without_a_term_in_the_address(counsellor):
    search = next(
        form for form in Elements(seen(counsellor.client.get("/framed")))["form"] if form.get("role") == "search"
    )
    assert (search["method"], search["action"]) == ("post", "/zoek")


@pytest.mark.usefixtures("_pages")
@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("/postvak/", [("/postvak/", "page")]),
        ("/werklijst/", [("/werklijst/", "page")]),
        ("/werklijst/verdelen", [("/werklijst/", "true")]),
        ("/framed", []),
    ],
)
def test_the_bar_says_where_one_is(counsellor, address, current):
    links = Elements(seen(counsellor.client.get(address)))["a"]
    assert [(link["href"], link["aria-current"]) for link in links if "aria-current" in link] == current


@pytest.mark.usefixtures("_pages")
def test_a_citizen_finds_no_search_and_no_worklist(case):
    page = seen(case.client.get("/framed"))
    assert 'role="search"' not in page
    assert "/werklijst/" not in page


@pytest.mark.usefixtures("_pages")
def test_somebody_with_two_roles_changes_between_them_and_takes_no_role_of_another(counsellor, team_lead):
    second = Membership.objects.create(
        professional=counsellor.professional, unit=team_lead.membership.unit, role=Role.TEAM_LEAD, since=clock.today()
    )
    browser = counsellor.client

    def acts_after_choosing(membership):
        browser.post("/rol", {"membership": membership.pk})
        return browser.get("/framed").context["shell"].membership

    assert acts_after_choosing(second) == second
    assert acts_after_choosing(counsellor.membership) == counsellor.membership
    assert acts_after_choosing(team_lead.membership) == counsellor.membership


@pytest.mark.usefixtures("_pages")
def test_the_frame_costs_a_fixed_number_of_queries(counsellor, django_assert_num_queries):
    browser = counsellor.client
    browser.get("/framed")
    with django_assert_num_queries(4):  # session, account, memberships, unread
        browser.get("/framed")


# -- language


@pytest.mark.usefixtures("_pages")
def test_the_switch_changes_the_language_of_pages_and_is_kept_for_the_account(counsellor):
    browser = counsellor.client
    assert browser.post("/taal", {"language": "en", "next": "/framed"}).url == "/framed"
    page = seen(browser.get("/framed"))
    assert '<html lang="en">' in page
    assert "Sign out" in page
    assert Account.objects.get(pk=counsellor.account.pk).language == "en"


def test_a_language_that_is_not_there_changes_nothing(counsellor):
    counsellor.client.post("/taal", {"language": "xx"})
    assert Account.objects.get(pk=counsellor.account.pk).language == "nl"


def test_the_switch_leads_to_no_other_site(client, db):
    assert client.post("/taal", {"language": "en", "next": "https://elders.example/"}).url == "/"


# -- what goes wrong


@pytest.mark.usefixtures("_pages", "db")
@pytest.mark.parametrize(
    ("how", "status", "says"),
    [
        ("not-allowed", 403, "Je mag “Gezondheid” hier niet inzien."),
        ("wrong-state", 409, "De screening is al klaar."),
        ("conflict", 409, "Een collega was je voor."),
        ("invalid", 400, "Deze dag is al voorbij."),
        ("database", 503, "even niet bereikbaar"),
        ("broken", 500, "Er ging iets mis bij ons"),
    ],
)
def test_what_goes_wrong_is_a_page_that_says_so_and_no_more(client, how, status, says):
    client.raise_request_exception = False
    answer = client.get(f"/fails/{how}")
    assert answer.status_code == status
    assert says in seen(answer)
    assert "69.64.03" not in seen(answer)


@pytest.mark.usefixtures("_pages", "db")
def test_an_address_that_is_not_there_says_so(client):
    answer = client.get("/nergens")
    assert answer.status_code == 404
    assert "Deze pagina is er niet" in seen(answer)


@pytest.mark.usefixtures("_pages")
def test_a_page_that_declares_nothing_is_closed_to_everyone(counsellor, client):
    assert counsellor.client.get("/undeclared").status_code == 403
    assert client.get("/undeclared").status_code == 403


@pytest.mark.usefixtures("_pages", "db")
def test_a_form_that_is_too_old_says_that_nothing_was_saved(client):
    client.handler.enforce_csrf_checks = True
    answer = client.post("/intake", {"number": "1"})
    assert answer.status_code == 403
    assert "Er is niets bewaard" in seen(answer)


@pytest.mark.usefixtures("_pages", "db")
def test_a_part_of_a_page_without_session_makes_htmx_load_the_whole(client):
    answer = client.get("/framed", headers={"HX-Request": "true"})
    assert answer.headers["HX-Refresh"] == "true"
    assert client.get("/framed").url == "/account/login/?next=/framed"


# -- the state of the platform, and the public texts


def test_health_tells_that_the_platform_can_work(client, db):
    answer = client.get("/gezond")
    assert answer.status_code == 200
    assert answer.json().items() >= {"ok": True, "database": True, "migrations_pending": False}.items()


def test_health_tells_that_the_database_is_gone(client, db, monkeypatch):
    def gone():
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", gone)
        answer = client.get("/gezond")
    assert answer.status_code == 503
    assert answer.json()["database"] is False


def test_health_tells_that_a_migration_waits(client, db, monkeypatch):
    monkeypatch.setattr("aanboord.web.views.pages.MigrationExecutor.migration_plan", lambda *_: ["one"])
    answer = client.get("/gezond")
    assert answer.status_code == 503
    assert answer.json()["migrations_pending"] is True


@pytest.mark.parametrize("address", ["/privacy", "/toegankelijkheid"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_public_texts_are_open_to_everyone_in_both_languages(client, db, address, language):
    client.post("/taal", {"language": language})
    answer = client.get(address)
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in seen(answer)
