"""A real Chromium on the real server: `page` is a fresh visitor, `axe` tells what is wrong with what he sees."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

AXE = Path(__file__).resolve().parents[2] / "build/axe/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run; CHROMIUM names another program than that of the system."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        pytest.skip("Chromium is missing; on Debian: apt-get install chromium")
    # Playwright's loop stays in this thread, and Django would take that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, live_server) -> Iterator[Page]:
    """A visitor without cookies, on a wide screen; addresses are relative to the server."""
    context = browser.new_context(base_url=live_server.url, locale="nl-BE", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Ask axe what is wrong with a page: one line per fault, none when it is accessible by its rules."""
    if not AXE.is_file():
        pytest.skip("axe-core is missing; `make assets` fetches it")
    script = AXE.read_text()

    def faults(page: Page) -> list[str]:
        page.evaluate(script)  # not a script tag: the content security policy of the pages refuses one
        result = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
        return [
            f"{fault['id']}: {fault['help']}: {' '.join(map(str, node['target']))}"
            for fault in result["violations"]
            for node in fault["nodes"]
        ]

    return faults
