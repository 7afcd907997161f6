"""Mistakes in the baseline of accounts, as somebody could have written them: file, line, rule, and what is valid."""

from __future__ import annotations

from pathlib import Path

from layers import load
from program.validation import findings

HERE = Path(__file__).parent


def _printed(tree: Path) -> list[str]:
    found = findings(load(tree))
    return [
        f"{Path(one.position.file).name}:{one.position.line}:{one.position.column} {one.rule} {one.message}"
        for one in sorted(found)
        if one.severity == "error"
    ]


def test_every_mistake_is_found_where_it_stands() -> None:
    assert _printed(HERE / "bad") == (HERE / "expected.txt").read_text().splitlines()


def test_the_same_without_mistakes_is_in_order() -> None:
    assert _printed(HERE / "good") == []
