"""migrate, check and create-professional: what one does before the platform runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings
from typer.testing import CliRunner

from aanboord.cli import application
from aanboord.directory.models import Account
from aanboord.web.commands import checking, serving
from tests import world
from tests.commands.places import Place, until

REAL = "85073003328"  # the number that the authorities print as their example


def found(code: str) -> list[checking.Problem]:
    return [problem for problem in checking.problems() if problem.code == code]


def test_migrate_prepares_an_empty_place_and_loads_the_base_directory(tmp_path: Path) -> None:
    place = Place(tmp_path, "sqlite:///fresh.db", {"AANBOORD_DEMO": "1"})
    assert re.search(r"3\d\d territories", place.run("migrate"))
    assert (tmp_path / "fresh.db").exists(), "a relative path begins where the command is given"
    assert "up to date" in place.run("migrate"), "again, it changes nothing"
    assert place.json("check")["ok"]


def test_what_the_database_refuses_is_told_without_its_own_words(tmp_path: Path) -> None:
    told = Place(tmp_path, "sqlite:///empty.db", {"AANBOORD_DEMO": "1"}).run("journal", "checkpoint", code=1)
    assert told.strip() == "The database did not do it: OperationalError. Mend that, then run the command again."


def test_check_says_what_is_wrong_with_an_empty_place_that_is_no_demo(tmp_path: Path) -> None:
    place = Place(tmp_path, f"sqlite:///{tmp_path / 'p.db'}")
    answer = place.json("check", code=1)
    stops = {problem["code"] for problem in answer["problems"] if problem["stops"]}
    assert stops == {"migrations-pending", "secret-key", "tls"}
    assert not answer["ok"]
    told = place.run("check", code=1)
    assert "aanboord migrate" in told
    assert "SECRET_KEY" in told


def test_check_is_content_with_a_complete_installation(tmp_path: Path) -> None:
    real = {
        "SECRET_KEY": "k" * 60,
        "ALLOWED_HOSTS": "aanboord.example",
        "AANBOORD_TLS": "1",
        "SITE_ADDRESS": "https://aanboord.example",
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    }
    place = Place(tmp_path, f"sqlite:///{tmp_path / 'p.db'}", real)
    place.run("migrate")
    assert "Ready to start" in place.run("check")


def test_check_says_that_the_database_does_not_answer(tmp_path: Path) -> None:
    place = Place(tmp_path, "postgresql://nobody@127.0.0.1:1/nothing", {"AANBOORD_DEMO": "1"})
    answer = place.json("check", code=1)
    assert "database-unreachable" in {problem["code"] for problem in answer["problems"]}


def test_settings_that_cannot_be_read_end_every_command_with_a_word_about_them(tmp_path: Path) -> None:
    assert "not usable" in Place(tmp_path, "nonsense://x").run("check", code=2)


def test_serve_does_not_start_on_a_database_that_lacks_migrations(tmp_path: Path) -> None:
    place = Place(tmp_path, f"sqlite:///{tmp_path / 'p.db'}", {"AANBOORD_DEMO": "1"})
    assert "aanboord migrate" in place.run("serve", code=1)


def test_serve_answers_and_gives_out_the_static_files(place: Place) -> None:
    from aanboord.web.bench.server import free_port

    place.run("migrate")
    address = f"http://127.0.0.1:{(port := free_port())}"
    with place.started("serve", "--port", str(port), "--workers", "1"):

        def healthy() -> bool:
            try:
                with urlopen(f"{address}/gezond", timeout=5) as answer:
                    return bool(answer.status == 200)
            except OSError:
                return False

        until(healthy, "the server")
        with urlopen(f"{address}/static/css/base.css", timeout=5) as style:
            assert "max-age=2592000" in style.headers["Cache-Control"]


@pytest.mark.django_db
def test_nothing_is_wrong_in_this_test_run_that_would_stop_it() -> None:
    assert not [problem for problem in checking.problems() if problem.stops]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "spoil"),
    [
        ("secret-key", lambda s: setattr(s, "SECRET_KEY_IS_SET", False)),
        ("debug", lambda s: setattr(s, "DEBUG", True)),
        ("second-factor", lambda s: setattr(s, "MFA_REQUIRED", False)),
        ("allowed-hosts", lambda s: setattr(s, "ALLOWED_HOSTS", ["*"])),
        ("tls", lambda s: setattr(s, "BEHIND_TLS", False)),
    ],
)
def test_check_stops_an_installation_that_is_not_safe(
    settings: Settings, code: str, spoil: Callable[[Settings], None]
) -> None:
    settings.DEMO, settings.SECRET_KEY_IS_SET, settings.MFA_REQUIRED, settings.BEHIND_TLS = False, True, True, True
    settings.ALLOWED_HOSTS = ["aanboord.example"]
    assert not found(code)
    spoil(settings)
    assert [problem.stops for problem in found(code)] == [True]


@pytest.mark.django_db
def test_check_only_remarks_on_what_can_wait(settings: Settings) -> None:
    settings.DEMO, settings.ALLOWED_HOSTS, settings.SITE_ADDRESS = False, ["localhost"], "http://localhost:8000"
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    for code in ("allowed-hosts", "mail", "site-address"):
        assert [problem.stops for problem in found(code)] == [False], code


@pytest.mark.django_db
def test_check_refuses_demo_mode_where_people_may_be_real(counsellor: world.Worker) -> None:
    dossier = world.register(counsellor)
    assert not found("demo-on-real-people")
    dossier.person.insz = REAL
    dossier.person.save(update_fields=["insz"])
    assert found("demo-on-real-people")


@pytest.mark.django_db
def test_check_refuses_fictional_people_where_work_is_real(case: world.Case, settings: Settings) -> None:
    assert not found("fictional-people")
    settings.DEMO = False
    assert found("fictional-people")


@pytest.mark.django_db
def test_check_misses_the_base_directory() -> None:
    from aanboord.directory.models import NisSuccession, Organisation, Territory

    Organisation.objects.filter(part_of__isnull=False).delete()
    Organisation.objects.all().delete()
    NisSuccession.objects.all().delete()
    Territory.objects.filter(kind=Territory.Kind.MUNICIPALITY).delete()
    Territory.objects.all().delete()
    assert found("directory-empty")


def test_check_names_the_debian_packages_for_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise OSError("cannot load library")

    monkeypatch.setattr(checking.importlib, "import_module", missing)
    (problem,) = checking._letters()
    assert "libpango-1.0-0" in problem.remedy
    assert not problem.stops


@pytest.mark.django_db
def test_check_tells_an_old_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "POSTGRESQL", 99)
    monkeypatch.setattr(checking, "SQLITE", (99, 0))
    (problem,) = found("database-version")
    assert "too old" in problem.what
    assert ("PostgreSQL" if connection.vendor == "postgresql" else "SQLite") in problem.what


def test_check_tells_of_missing_styles_and_texts(settings: Settings, tmp_path: Path) -> None:
    settings.PACKAGE = tmp_path
    assert {problem.code for problem in checking._files()} == {"assets", "catalogue"}


# Accounts


def create(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(application(), ["create-professional", *words])
    return result.exit_code, result.output


ANKE = ("anke", "--name", "Anke Peeraer", "--unit", "OCMW Gent", "--role", "social-worker")


@pytest.mark.django_db
def test_a_new_professional_chooses_a_password_with_the_link_and_only_once() -> None:
    code, told = create(*ANKE)
    assert code == 0
    account = Account.objects.get(username="anke")
    assert not account.has_usable_password()
    link = re.search(r"https?://[^/]+(/\S+)", told)
    assert link
    client = Client()
    form = client.get(link[1], follow=True)
    password = "een lange zin om binnen te komen"
    client.post(form.redirect_chain[-1][0], {"password1": password, "password2": password})
    account.refresh_from_db()
    assert account.check_password(password)
    assert "password1" not in Client().get(link[1], follow=True).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"--role": "boss"}, "is no role"),
        ({"--role": "citizen"}, "is no role"),
        ({"--unit": "OCMW Nergens"}, "No organisation"),
        ({"--email": "geen adres"}, "e-mail"),
    ],
)
def test_a_professional_is_not_made_from_wrong_input(change: dict[str, str], why: str) -> None:
    words = list(ANKE)
    for name, value in change.items():
        words = [*words, name, value]
    code, told = create(*words)
    assert code == 2
    assert why in told
    assert not Account.objects.filter(username="anke").exists()


@pytest.mark.django_db
def test_a_name_to_sign_in_with_is_given_out_once() -> None:
    assert create(*ANKE)[0] == 0
    assert create(*ANKE)[0] == 2
    assert Account.objects.filter(username="anke").count() == 1


def test_there_is_one_worker_process_for_each_core() -> None:
    assert serving.CORES >= 1
