"""Rows of text in columns."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

Row = Sequence[str]


def columns(rows: Sequence[Row]) -> list[str]:
    """The rows as lines, each column as wide as its widest cell, two spaces between."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def write(rows: Sequence[Row], data: Any, output_format: str) -> None:
    """Prints the rows as text, or ``data`` as JSON."""
    if output_format == "json":
        sys.stdout.write(json.dumps(data, indent=2, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in columns(rows))
