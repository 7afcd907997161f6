"""Rows of text in columns."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

Row = Sequence[str]
_GAP = 2


def columns(rows: Sequence[Row]) -> list[str]:
    """The rows as lines, each column as wide as its widest cell, two spaces between."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def side_by_side(rows: Sequence[Row], width: int) -> list[str]:
    """The rows as lines of at most ``width`` characters: what has no place goes below, with the first column again.

    One column stands beside the first however wide it is.

    >>> side_by_side([("", "aaa", "bbb"), ("x", "1", "2")], 8)
    ['   aaa', 'x  1', '', '   bbb', 'x  2']
    """
    first, *others = zip(*rows, strict=True)
    tables: list[list[Sequence[str]]] = []
    used = width
    for column in others:
        needed = _GAP + max(map(len, column))
        if used + needed > width:
            tables.append([first])
            used = max(map(len, first))
        tables[-1].append(column)
        used += needed
    texts = [columns(list(zip(*table, strict=True))) for table in tables]
    return [line for number, text in enumerate(texts) for line in ([""] if number else []) + text]


def cut(text: str, most: int) -> str:
    """The text, or its beginning where it is longer than ``most`` characters."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def write(rows: Sequence[Row], data: Any, output_format: str, width: int | None = None) -> None:
    """Prints the rows as text, side by side in ``width`` where one is given, or ``data`` as JSON."""
    if output_format == "json":
        sys.stdout.write(json.dumps(data, indent=2, ensure_ascii=False) + "\n")
    else:
        lines = columns(rows) if width is None else side_by_side(rows, width)
        sys.stdout.writelines(f"{line}\n" for line in lines)
