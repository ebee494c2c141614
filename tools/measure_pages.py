"""A page of documentation for each measure of the rulebook, made when the documentation is built (a hook of MkDocs)."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from aanboord import rulebook
from aanboord.rulebook import describe


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages, and one that lists them."""
    book = rulebook.of_flanders()
    told = [describe.measure(book, one) for one in book.measures.values()]
    files.append(File.generated(config, "measures/index.md", content=_list(told)))
    for one in told:
        files.append(File.generated(config, f"measures/{one['id']}.md", content=_page(one)))
    return files


def _list(told: list[dict[str, Any]]) -> str:
    rows = [["measure", "id", "what it is for", "since", "until"]]
    for one in sorted(told, key=lambda one: (one["aim"], one["id"])):
        link = f"[{one['title']['en']}]({one['id']}.md)"
        rows.append([link, f"`{one['id']}`", one["aim"], one["valid_from"], one["valid_until"] or ""])
    return f"# Measures\n\nMade from the rules themselves.\n\n{_table(rows)}\n"


def _page(one: dict[str, Any]) -> str:
    said = [f"# {one['title']['en']}", f"*{one['title']['nl']}* · `{one['id']}` · {one['aim']}"]
    if one["about"]:
        said.append(one["about"]["en"])
    said.append(f"Looked at on: {one['anchor_text']['en']}." + (f" Unit: {one['unit']}." if one["unit"] else ""))
    for version in one["versions"]:
        until = version["valid_until"] or "now"
        said.append(f"## {version['valid_from']} to {until}")
        said.append(_state(version))
        said.append("\n".join(f"- {condition['en']}" for condition in version["conditions"]))
        if version["gives"]:
            said.append(f"It gives: {version['gives']['en']}.")
        said += [f"Old right, until {old['until']}: {old['text']['en']}." for old in version["transitions"]]
        said += [note["en"] for note in version["notes"]]
        said.append(f"Sources: {'; '.join(version['sources'])}.")
    if one["closures"]:
        said.append("## Closed")
        said.append("\n".join(f"- {c['since']} to {c['until']}: {c['text']['en']}" for c in one["closures"]))
    if one["duties"]:
        said.append("## Duties")
        said.append("\n".join(f"- {duty['of']}: {duty['text']['en']}" for duty in one["duties"]))
    if one["parameters"]:
        said.append("## Values")
        rows = [["value", "from", "until", "is", "unit", "verified", "sources"]]
        for value in one["parameters"]:
            for version in value["versions"]:
                verified = "no" if not version["verified"] else f"until {version['verified_until']}" if version[
                    "verified_until"] else "yes"  # fmt: skip
                rows.append(
                    [
                        value["title"]["en"],
                        version["valid_from"],
                        version["valid_until"] or "",
                        version["value"],
                        version["unit"],
                        verified,
                        "; ".join(version["sources"]),
                    ]
                )
        said.append(_table(rows))
    said.append("## Facts")
    rows = [["fact", "kind", "question", "who can answer"]]
    rows += [[f"`{f['id']}`", f["kind"], f["question"]["en"], ", ".join(f["by"])] for f in one["facts"]]
    said.append(_table(rows))
    return "\n\n".join(said) + "\n"


def _state(version: dict[str, Any]) -> str:
    state = "" if version["state"] == "in-force" else f"State: **{version['state']}**. "
    if not version["verified"]:
        return f"{state}Nobody checked this against an official source."
    return f"{state}Verified until {version['verified_until']}." if version["verified_until"] else state or "In force."


def _table(rows: list[list[str]]) -> str:
    head, *body = [[cell.replace("|", "/") for cell in row] for row in rows]
    lines = [head, ["---"] * len(head), *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
