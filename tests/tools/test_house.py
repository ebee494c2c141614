"""The code keeps its own house: nothing in it is unused, unsaid, unsafe by default or too long to read."""

from __future__ import annotations

import ast
import functools
import re
import runpy
import sys
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import models
from django.template.loader import get_template
from django.urls import URLPattern, URLResolver, get_resolver

import aanboord
from aanboord.core.models import Choice
from tests.kernel.declared import ROOMS

SOURCES = Path(aanboord.__file__).parent
LONGEST = 450
"""Lines of a file that one still reads in one go."""
PURE = ("rulebook/",)
"""A language for others to write rules in: longer, and with words that no rule needs yet."""


@functools.cache
def python() -> dict[str, str]:
    """Every source of ours by its path, without migrations."""
    paths = (path for path in SOURCES.rglob("*.py") if "migrations" not in path.parts)
    return {str(path.relative_to(SOURCES)): path.read_text() for path in sorted(paths)}


@functools.cache
def trees() -> dict[str, ast.Module]:
    return {name: ast.parse(text) for name, text in python().items()}


@functools.cache
def pages() -> dict[str, str]:
    """Every template of ours by the name that one asks for it."""
    return {
        str(path.relative_to(folder)): path.read_text()
        for folder in SOURCES.glob("*/templates")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def texts(tree: ast.AST) -> Iterator[str]:
    """Every text in a source; of one with gaps a pattern."""
    for node in ast.walk(tree):
        match node:
            case ast.JoinedStr(values=parts):
                yield "".join(re.escape(str(one.value)) if isinstance(one, ast.Constant) else "[^/]*" for one in parts)
            case ast.Constant(value=str(text)):
                yield re.escape(text)


class TestTemplates:
    def asked_for(self) -> set[str]:
        """By a view, by another template, or by a framework that looks for this very name."""
        said = {text for tree in trees().values() for text in texts(tree) if text.endswith((r"\.html", r"\.txt"))}
        exact = {text.replace("\\", "") for text in said if "[^/]*" not in text}
        patterns = [re.compile(text) for text in said if "[^/]*" in text]
        found = {name for name in pages() if name in exact or any(one.fullmatch(name) for one in patterns)}
        for content in pages().values():
            found |= set(re.findall(r"{%\s*(?:extends|include)\s+[\"']([^\"']+)", content))
            found |= {
                f"cotton/{name.replace('-', '_').replace('.', '/')}.html"
                for name in re.findall(r"<c-([\w.-]+)", content)
            }
        return found

    def of_others(self) -> set[str]:
        """Names that a package looks for: ours stands in the place of theirs."""
        folders = [
            Path(app.path) / "templates" for app in apps.get_app_configs() if app.name.partition(".")[0] != "aanboord"
        ]
        folders += [Path(sys.modules["django.forms"].__file__ or "").parent / "templates"]
        return {str(path.relative_to(folder)) for folder in folders for path in folder.rglob("*") if path.is_file()}

    def test_each_is_used(self):
        by_django = {"403_csrf.html", "429.html"}  # names that Django and allauth look for when they refuse
        assert set(pages()) - self.asked_for() - self.of_others() - by_django == set()

    def test_each_that_is_asked_for_exists(self):
        known = set(pages()) | self.of_others()
        missing = {name for name in self.asked_for() - known if not name.startswith(("cotton/", "cotton\\"))}
        assert missing == set()

    @pytest.mark.parametrize("name", sorted(pages()))
    def test_each_can_be_read_and_holds_no_script_or_style_of_its_own(self, name):
        assert get_template(name)
        content = pages()[name]
        if "letters/" in name and "style" in content:
            return  # what is printed brings its own style along
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=\"|\son(?:click|load|change|submit)=", content)
        assert "|safe" not in content
        assert "autoescape off" not in content or name.endswith(".txt")

    def test_none_shows_a_number_of_a_person_in_an_address(self):
        shown = [name for name, content in pages().items() if re.search(r"(?:href|action|src)=\"[^\"]*insz", content)]
        assert not shown


def routes() -> Iterator[tuple[str, URLPattern]]:
    def within(found: list[URLPattern | URLResolver], space: str) -> Iterator[tuple[str, URLPattern]]:
        for one in found:
            if isinstance(one, URLResolver):
                yield from within(one.url_patterns, f"{space}{one.namespace}:" if one.namespace else space)
            elif one.name:
                yield f"{space}{one.name}", one

    for name, pattern in within(get_resolver().url_patterns, ""):
        if pattern.callback.__module__.startswith("aanboord."):
            yield name, pattern


class TestRoutes:
    def test_each_page_can_be_reached_from_somewhere(self):
        said = {text.replace("\\", "") for tree in trees().values() for text in texts(tree)}
        said |= {name for page in pages().values() for name in re.findall(r"[\"']([\w:]+)[\"']", page)}
        by_machines = {"health"}
        gaps = [
            re.compile(text) for tree in trees().values() for text in texts(tree) if "[^/]*" in text and ":" in text
        ]
        lost = {
            name for name, _ in routes() if name not in said and not any(pattern.fullmatch(name) for pattern in gaps)
        }
        assert lost - by_machines == set()

    def test_no_address_holds_anything_of_a_person(self):
        kinds = {converter for _, one in routes() for converter in re.findall(r"<(\w+):", str(one.pattern))}
        assert kinds <= {"uuid", "int", "slug", "str"}
        words = {name for _, one in routes() for name in re.findall(r"<str:(\w+)>", str(one.pattern))}
        assert words <= {"step", "kind", "page", "form", "source", "piece", "what"}


class TestSql:
    #: Where a statement is put together: of names of ours and of what the database itself calls them.
    BUILDERS = {
        "core/bulk.py": {"into", "clash", "arrays", "marks", "rows_of"},
        "core/altering.py": {"table", "check", "new.db_check(schema_editor.connection)"},
        "journal/protection.py": {"table", "name", "trigger"},
    }

    def test_no_statement_holds_a_value(self):
        faults = []
        for file, tree in trees().items():
            for node in ast.walk(tree):
                if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
                    continue
                if node.func.attr in ("execute", "executemany", "raw", "extra", "RawSQL"):
                    faults += [f"{file}:{node.lineno}: {name}" for name in self.built_of(node.args[0], file)]
        allowed = ("exchange/importing.py",)  # a nameless database of its own: marks for as many keys as there are
        assert not [
            fault for fault in faults if not fault.startswith((*allowed, "web/bench/", "web/commands/bench.py"))
        ]

    def built_of(self, statement: ast.expr, file: str) -> Iterator[str]:
        """What stands in the gaps of a statement, unless it is known to be a name of ours."""
        for node in ast.walk(statement):
            match node:
                case ast.FormattedValue(value=value) if ast.unparse(value) not in self.BUILDERS.get(file, ()):
                    yield ast.unparse(value)
                case ast.BinOp(op=ast.Mod()):
                    yield ast.unparse(node)

    def test_no_text_is_translated_with_a_value_in_it_already(self):
        faults = [
            f"{file}:{node.lineno}"
            for file, tree in trees().items()
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("_", "gettext", "gettext_lazy", "ngettext", "pgettext", "pgettext_lazy")
            and any(isinstance(one, ast.JoinedStr) for one in node.args)
        ]
        assert not faults


class TestWords:
    """What a reader of the code finds said."""

    def public(self, *files: str) -> Iterator[tuple[str, ast.AST]]:
        for name, tree in trees().items():
            if any(part in files for part in (Path(name).stem, *Path(name).parts[:-1])):
                for node in tree.body:
                    if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                        yield f"{name}: {node.name}", node

    def test_each_file_says_what_it_is_for(self):
        silent = {name for name, tree in trees().items() if python()[name].strip() and not ast.get_docstring(tree)}
        assert {Path(name).name for name in silent} <= {"apps.py"}  # whose one class says its name

    def test_each_public_action_and_query_says_what_it_does(self):
        silent = [
            name
            for name, node in self.public(
                "actions", "queries", "clocks", "access", "lookalikes", "looks", "notify", "seal"
            )
            if isinstance(node, ast.FunctionDef) and not ast.get_docstring(node)
        ]
        assert not [name for name in silent if not name.startswith("dossiers/queries/page.py")]  # named after its pages

    def test_each_refusal_that_an_action_raises_is_named_in_its_words(self):
        """Raises is what a caller must know; what a helper raises, the action that calls it tells."""
        silent = []
        for name, node in self.public("actions"):
            if not isinstance(node, ast.FunctionDef) or not any(
                "action" in ast.unparse(one) for one in node.decorator_list
            ):
                continue
            raised = {
                ast.unparse(one.exc.func)
                for one in ast.walk(node)
                if isinstance(one, ast.Raise) and isinstance(one.exc, ast.Call)
            }
            silent += [f"{name}: {one}" for one in raised if one not in (ast.get_docstring(node) or "")]
        assert not silent

    def test_each_noun_says_what_it_is(self):
        rooms = [apps.get_app_config(room) for room in (*ROOMS, "journal")]
        told = [model for room in rooms for model in room.get_models() if not model._meta.auto_created]
        assert not [
            model.__name__ for model in told if not model.__doc__ or model.__doc__.startswith(f"{model.__name__}(")
        ]


class TestLength:
    def test_a_file_can_be_read_in_one_go(self):
        lines = {file: text.count("\n") for file, text in python().items() if not file.startswith(PURE)}
        assert not {file: count for file, count in lines.items() if count > LONGEST}

    def test_no_function_takes_a_hundred_lines(self):
        long = {
            f"{file}: {node.name}": node.end_lineno - node.lineno + 1
            for file, tree in trees().items()
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef) and node.end_lineno and node.end_lineno - node.lineno >= 100
        }
        assert not long


class TestNothingUnused:
    #: Called by a framework that finds them by their name or place.
    BY_NAME = {"urlpatterns", "application", "Migration", "ready"}

    def test_each_public_function_and_class_is_used_by_the_product_itself(self):
        """One that only a test calls proves nothing of the product."""
        words = Counter()
        for path in SOURCES.rglob("*.py"):
            with path.open("rb") as file:
                words.update(one.string for one in tokenize.tokenize(file.readline) if one.type == tokenize.NAME)
        for content in pages().values():
            words.update(set(re.findall(r"\w+", content)))
        named = {word for tree in trees().values() for text in texts(tree) for word in re.findall(r"\w+", text)}
        unused = {
            f"{file}: {node.name}"
            for file, tree in trees().items()
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            and not node.name.startswith("_")
            and words[node.name] < 2
            and not node.decorator_list
            and node.name not in named | self.BY_NAME
            and not node.name.endswith("Config")
            and not file.startswith(PURE)
        }
        assert unused == set()


class TestDatabase:
    @pytest.mark.django_db
    def test_migrations_hold_all_that_models_say(self, capsys):
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)

    def test_each_choice_is_checked_by_the_database(self):
        """A code that a form alone checks, comes in by another door."""
        loose = [
            f"{model.__name__}.{field.name}"
            for room in (*ROOMS, "journal")
            for model in apps.get_app_config(room).get_models()
            for field in model._meta.get_fields()
            if isinstance(field, models.CharField) and field.choices and not isinstance(field, Choice)
        ]
        assert not loose

    def test_nothing_in_the_journal_goes_with_what_it_points_to(self):
        going = [
            f"{model.__name__}.{field.name}"
            for model in apps.get_app_config("journal").get_models()
            for field in model._meta.get_fields()
            if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is models.CASCADE
        ]
        assert going == ["Notification.professional", "Digest.professional"]  # an inbox goes with its owner


@pytest.fixture
def fresh(monkeypatch, tmp_path):
    """The settings as a machine has them on which nobody said anything, or what a test says."""

    def read(**environment: str):
        for name in ("DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "EMAIL_BACKEND", "AXES_IN_TESTS", "SITE_ADDRESS"):
            monkeypatch.delenv(name, raising=False)
        for name in ("AANBOORD_DEMO", "AANBOORD_DEBUG", "AANBOORD_MFA", "AANBOORD_TLS", "CSRF_TRUSTED_ORIGINS"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("AANBOORD_STATE", str(tmp_path / "state"))
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        with monkeypatch.context() as outside:
            outside.delitem(sys.modules, "pytest")  # they ask whether a test run reads them
            return runpy.run_path(str(SOURCES / "settings.py"))

    return read


class TestSettings:
    def test_who_says_nothing_gets_a_closed_house(self, fresh, tmp_path):
        found = fresh()
        assert (found["DEBUG"], found["DEMO"]) == (False, False)
        assert (found["MFA_REQUIRED"], found["AXES_ENABLED"]) == (True, True)
        assert set(found["ALLOWED_HOSTS"]) == {"localhost", "127.0.0.1", "[::1]"}
        assert found["EMAIL_BACKEND"].endswith("dummy.EmailBackend"), "no mail with a link in the log"
        assert found["CSRF_TRUSTED_ORIGINS"] == []
        assert (tmp_path / "state").stat().st_mode & 0o077 == 0

    def test_a_key_that_nobody_chose_is_long_and_never_the_same(self, fresh):
        one, other = fresh(), fresh()
        assert len(one["SECRET_KEY"]) >= 50
        assert one["SECRET_KEY"] != other["SECRET_KEY"]
        assert not one["SECRET_KEY_IS_SET"]

    def test_the_key_of_the_demo_is_never_that_of_real_work(self, fresh):
        assert fresh(AANBOORD_DEMO="1")["SECRET_KEY"].startswith("demo-only-")
        assert not fresh()["SECRET_KEY"].startswith("demo-only-")

    @pytest.mark.parametrize("said", ["true", "yes", "0", "", "on"])
    def test_only_a_plain_1_switches_the_demo_on(self, fresh, said):
        assert not fresh(AANBOORD_DEMO=said)["DEMO"]

    def test_behind_tls_nothing_leaves_it(self, fresh):
        found = fresh(AANBOORD_TLS="1")
        cookies = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE", "SECURE_SSL_REDIRECT")
        assert all(found[name] for name in cookies)
        assert found["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600

    def test_scripts_read_no_cookie_and_pages_stand_in_no_frame(self, fresh):
        found = fresh()
        assert found["SESSION_COOKIE_HTTPONLY"]
        assert found["CSRF_COOKIE_HTTPONLY"]
        assert found["X_FRAME_OPTIONS"] == "DENY"
        allowed = found["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
        assert allowed["default-src"] == ["'none'"]
        assert allowed["frame-ancestors"] == ["'none'"]
        assert not [
            one for sources in allowed.values() for one in sources if "unsafe" in one or "*" in one or "http" in one
        ]

    def test_files_are_for_nobody_else_and_a_session_ends(self, fresh):
        found = fresh()
        assert (found["FILE_UPLOAD_PERMISSIONS"], found["FILE_UPLOAD_DIRECTORY_PERMISSIONS"]) == (0o600, 0o700)
        assert found["SESSION_EXPIRE_AT_BROWSER_CLOSE"]
        assert found["SESSION_IDLE_SECONDS"] <= 3600
        assert found["SESSION_COOKIE_AGE"] <= 12 * 3600

    def test_a_password_is_kept_as_django_keeps_it_and_is_long(self, fresh):
        found = fresh()
        assert "PASSWORD_HASHERS" not in found
        options = [one.get("OPTIONS", {}) for one in found["AUTH_PASSWORD_VALIDATORS"]]
        assert max(option.get("min_length", 0) for option in options) >= 12

    def test_the_gate_stands_behind_the_sign_in_and_before_every_view(self):
        order = settings.MIDDLEWARE
        gate = order.index("aanboord.web.middleware.GateMiddleware")
        assert order.index("django.contrib.auth.middleware.AuthenticationMiddleware") < gate
        assert order.index("django.middleware.csrf.CsrfViewMiddleware") < gate

    def test_no_log_names_who_asked_or_mails_what_was_typed(self, fresh):
        logging = fresh()["LOGGING"]
        handlers = {handler["class"] for handler in logging["handlers"].values()}
        assert handlers == {"logging.StreamHandler"}
