"""The reference page of the sandbox, from its facts: ``python -m sandbox.reference > docs/reference/sandbox.md``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sandbox.provider.table import FACTS, PROVIDER

_RATES = FACTS.parent / "aws" / "trouble" / "rates.json"
_HEAD = Path(__file__).with_suffix(".md")


def page() -> str:
    """The page in Markdown."""
    return "\n".join([_HEAD.read_text(encoding="utf-8"), *_rates(), *_types()]) + "\n"


def _rates() -> Iterator[str]:
    yield "## Request rates\n"
    yield "| service | calls a second | burst | operations |"
    yield "|---|---|---|---|"
    known = json.loads(_RATES.read_text(encoding="utf-8"))
    for group in known["groups"]:
        for bucket in group["buckets"]:
            names = (" + " if bucket.get("shared") else ", ").join(bucket["operations"])
            shared = " (one bucket)" if bucket.get("shared") else ""
            yield f"| {group['service']} | {bucket['rate']} | {bucket['burst']} | {names}{shared} |"
    yield f"\nChecked {known['checked']}: {', '.join(group['source'] for group in known['groups'])}.\n"


def _types() -> Iterator[str]:
    for path in sorted(FACTS.glob("*.json")):
        for token, facts in sorted(json.loads(path.read_text(encoding="utf-8")).items()):
            if token != PROVIDER and "properties" in facts:
                yield from _type(token, facts)


def _type(token: str, facts: Mapping[str, Any]) -> Iterator[str]:
    properties = facts["properties"]
    yield f"## {token}\n"
    yield f"As `{facts['terraform']}`, read at {_text(facts['source'])}.\n"
    yield f"- Import id: {_text(facts.get('import_id') or 'none')}"
    for label, names in (
        ("A change replaces", _names(properties, lambda item: item.get("replaces") is True)),
        ("A change may replace", _names(properties, lambda item: item.get("replaces") == "conditional")),
        ("Cannot be read back", _names(properties, lambda item: item.get("unreadable"))),
        ("Secret", _names(properties, lambda item: item.get("sensitive"))),
        ("Rules that only AWS checks", _names(properties, lambda item: item.get("validation_note"))),
        ("Not taken here", _names(properties, lambda item: item.get("refused"))),
    ):
        if names:
            yield f"- {label}: {names}"
    for verb in ("create", "read", "update", "delete"):
        if calls := facts.get(verb):
            yield f"- {verb.capitalize()}: {_text('; '.join(_listed(calls)))}"
    for sentence in _listed(facts.get("behaviour") or ()):
        yield f"- {_text(sentence)}"
    yield ""


def _names(properties: Mapping[str, Mapping[str, Any]], wanted: Any) -> str:
    return ", ".join(f"`{name}`" for name, item in properties.items() if wanted(item))


def _listed(given: str | Iterable[str]) -> list[str]:
    return [given] if isinstance(given, str) else [str(item) for item in given]


def _text(given: str) -> str:
    """One line that Markdown shows as it is."""
    line = " ".join(str(given).split())
    for special in "<>*|":
        line = line.replace(special, f"\\{special}")
    return line


if __name__ == "__main__":
    sys.stdout.write(page())
