"""Count which rows of the policy map the tests carry, per area.

A row is carried when a test bears `@pytest.mark.policy("ID")`. The tests are read, not run: that they pass is what the
test run shows. A mark that names no row of the map is an error.
"""

import argparse
import ast
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("AANBOORD_SHARED", ROOT.parent / "shared"))

AREA = re.compile(r"^## (?P<name>[A-Z]\. .+?)(?: \(\d+ rows\))?$")
ROW = re.compile(r"^\| (?P<id>[A-Z][A-Z0-9]*-[\w.-]+) \|")


@dataclass
class Area:
    """A heading of the map and the ids below it, in the order of the map."""

    name: str
    rows: list[str] = field(default_factory=list)


@dataclass(frozen=True, order=True)
class Claim:
    """A test that says it carries a row."""

    row: str
    path: Path
    line: int


def read_map(text: str) -> list[Area]:
    """The areas of a policy map in Markdown: `## A. Title` above a table whose first column is the id."""
    areas: list[Area] = []
    for line in text.splitlines():
        if heading := AREA.match(line):
            areas.append(Area(heading["name"]))
        elif (row := ROW.match(line)) and areas:
            areas[-1].rows.append(row["id"])
    return areas


def read_claims(tests: Path) -> Iterator[Claim]:
    """Every `pytest.mark.policy("ID", ...)` below the folder. Raises ValueError where an id is not written out."""
    for path in sorted(tests.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(), filename=str(path))):
            if not isinstance(node, ast.Call) or ast.unparse(node.func) != "pytest.mark.policy":
                continue
            for argument in node.args:
                if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
                    raise ValueError(f"{path}:{node.lineno}: write the id of the row out, so that it can be counted")
                yield Claim(argument.value, path, node.lineno)


def report(areas: list[Area], carried: set[str]) -> Iterator[str]:
    """One line of counts per area, and the ids themselves below it."""
    for area in areas:
        open_rows = [row for row in area.rows if row not in carried]
        done = [row for row in area.rows if row in carried]
        yield f"{area.name}: {len(done)} carried, {len(open_rows)} open"
        if done:
            yield f"  carried  {'  '.join(done)}"
        if open_rows:
            yield f"  open     {'  '.join(open_rows)}"
    rows = [row for area in areas for row in area.rows]
    yield f"Together: {sum(row in carried for row in rows)} of {len(rows)} rows carried"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--map", type=Path, default=SHARED / "POLICY_MAP.md", help="the policy map (%(default)s)")
    parser.add_argument("--tests", type=Path, default=ROOT / "tests", help="the folder with tests (%(default)s)")
    options = parser.parse_args(arguments)
    if not options.map.is_file():
        print(f"There is no policy map at {options.map}; name one with --map.", file=sys.stderr)
        return 2
    areas = read_map(options.map.read_text())
    claims = sorted(read_claims(options.tests))
    known = {row for area in areas for row in area.rows}
    unknown = [claim for claim in claims if claim.row not in known]
    for claim in unknown:
        print(f"{claim.path}:{claim.line}: the map has no row {claim.row}", file=sys.stderr)
    for line in report(areas, {claim.row for claim in claims}):
        print(line)
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
