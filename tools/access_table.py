"""Write docs/access.md from the access table of the code; with --check only say whether it is current."""

import argparse
import os
import sys
from pathlib import Path

import django

from aanboord.core.access import Part, Purpose, Relation, Role, gate

PAGE = Path(__file__).resolve().parent.parent / "docs/access.md"

INTRODUCTION = """\
# Who sees and changes what

Written by `python tools/access_table.py` from the rows that the rooms grant in their `access.py`; a test walks every
cell.

What somebody may do with a part of a person's file follows from his role, from how he stands to the dossier, and from
what he does it for. **C** may change the part (and see it), **s** may see it. What is not in a table is refused.

How somebody stands to a dossier: `own`, it is assigned to him, or he helps with it as a partner; `team`, his unit leads
it or helps; `follows`, his unit goes on following what others do; `organisation`, another unit of his organisation does
one of these; `none`, nobody of his organisation does; `self`, it is about him. Who stands nearer has at least the
rights of who stands farther off. Who follows sees each step and changes nothing: to help with the work, his unit
becomes a partner.
"""


def page() -> str:
    """The whole document."""
    return "\n".join([INTRODUCTION, *(section for purpose in Purpose if (section := _section(purpose)))])


def _section(purpose: Purpose) -> str:
    grants = {(grant.role, grant.relation): grant for grant in gate.table() if grant.purpose == purpose}
    rows = []
    for role in Role:
        for relation in Relation:
            if grant := grants.get((role, relation)):
                marks = ["**C**" if part in grant.change else "s" if part in grant.see else "" for part in Part]
                rows.append(f"| {role.value} | {relation.value} | {' | '.join(marks)} |")
    if not rows:
        return ""
    head = f"| role | relation | {' | '.join(part.value for part in Part)} |"
    return "\n".join([f"## For {purpose.value}", "", head, "|---" * (len(Part) + 2) + "|", *rows, ""])


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 when the page is not current")
    options = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aanboord.settings")
    django.setup()
    if options.check:
        if PAGE.is_file() and PAGE.read_text() == page():
            return 0
        print(f"{PAGE.name} is not current: run python tools/access_table.py", file=sys.stderr)
        return 1
    PAGE.write_text(page())
    return 0


if __name__ == "__main__":
    sys.exit(main())
