"""Pages about all kinds, made from their code: variables, resources, exports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from model.variables import Variables
from program.kind_sources import exports_of, resources_of
from program.kinds import KINDS, Kind
from program.page_folder import write_pages
from program.schema_words import default_words, type_words

FOLDER = Path(__file__).parent.parent / "docs" / "reference" / "kinds"
_NOTE = "Written by `python -m program.kind_pages`; a test keeps it up to date."


def pages() -> dict[str, str]:
    """Every page by its file name: one a kind, and ``README.md`` with the variables that all kinds have."""
    return {"README.md": _overview(), **{f"{kind.name}.md": _page(kind) for kind in KINDS.values()}}


def main() -> None:
    """Writes the pages, and removes those of kinds that are gone."""
    write_pages(FOLDER, pages())


def _overview() -> str:
    lines = ["# Kinds", "", _NOTE, "", "| kind | what it is |", "|---|---|"]
    lines += [f"| [{kind.name}]({kind.name}.md) | {_first(kind.variables.__doc__)} |" for kind in KINDS.values()]
    lines += ["", "## Variables of every kind", "", *_table(Variables.model_json_schema(), {})]
    return "\n".join(lines) + "\n"


def _page(kind: Kind) -> str:
    schema = kind.variables.model_json_schema()
    parts = schema.get("$defs", {})
    lines = [f"# {kind.name}", "", _first(kind.variables.__doc__), "", _NOTE]
    if kind.management_only:
        lines += ["", "Only in the management account."]
    lines += ["", "## Variables", "", "Besides those of [every kind](README.md):", ""]
    lines += _table(schema, parts, leaving=frozenset(Variables.model_fields))
    for name, part in parts.items():
        if "properties" in part:
            lines += ["", f"### {name}", "", _first(part.get("description")), "", *_table(part, parts)]
    lines += ["", "## Resources", ""]
    lines += [f"- `{token}`" for token in resources_of(kind.room)] or ["None in AWS."]
    lines += ["", "## Exports", "", exports_of(kind.room)]
    return "\n".join(lines) + "\n"


def _table(schema: Mapping[str, Any], parts: Mapping[str, Any], leaving: frozenset[str] = frozenset()) -> Iterator[str]:
    required = set(schema.get("required", ()))
    yield from ("| variable | type | default | meaning |", "|---|---|---|---|")
    for name, field in schema["properties"].items():
        if name not in leaving:
            default = "required" if name in required else default_words(field)
            cells = (f"`{name}`", type_words(field, parts), default, _cell(field.get("description", "")))
            yield f"| {' | '.join(cells)} |"


def _first(docstring: str | None) -> str:
    return " ".join((docstring or "").partition("\n\n")[0].replace("``", "`").split())


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    main()
