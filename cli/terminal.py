"""What a stream can show: colours, live lines, characters beyond ASCII."""

from __future__ import annotations

import os
import sys
from typing import NamedTuple, TextIO

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
_ENDLESS = 1_000_000
_USUAL_COLUMNS = 80


def shows_colours(stream: TextIO) -> bool:
    """Whether colours are wanted: on a terminal, unless NO_COLOR says otherwise (no-color.org)."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")


def is_terminal(stream: TextIO) -> bool:
    """Whether a person looks at the stream on a terminal that can overwrite lines."""
    return stream.isatty() and os.environ.get("TERM", "") not in ("", "dumb")


def shows_unicode(stream: TextIO) -> bool:
    """Whether symbols such as ✓ can be printed."""
    return (stream.encoding or "").lower().replace("-", "") == "utf8"


class Paint(NamedTuple):
    """Colours a text, or leaves it as it is."""

    active: bool

    def __call__(self, text: str, *styles: str) -> str:
        """The text in the styles: bold, dim, red, green, yellow, cyan."""
        if not self.active or not styles:
            return text
        codes = ";".join(_CODES[style] for style in styles)
        return f"\x1b[{codes}m{text}\x1b[0m"


def paint(stream: TextIO) -> Paint:
    """The paint for a stream."""
    return Paint(shows_colours(stream))


class Look(NamedTuple):
    """How text should look on a stream; ``width`` is in columns, practically endless where nobody looks."""

    paint: Paint
    unicode: bool
    width: int


def look(stream: TextIO) -> Look:
    """The look for a stream."""
    return Look(paint(stream), shows_unicode(stream), columns() if stream.isatty() else _ENDLESS)


def columns() -> int:
    """How wide the terminal is: what COLUMNS says, else the terminal itself, else 80.

    As ``shutil`` has it, which brings all compressors there are, and those no command needs.
    """
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        return int(said)
    try:
        return os.get_terminal_size().columns or _USUAL_COLUMNS
    except OSError:
        return _USUAL_COLUMNS


def say(line: str = "") -> None:
    """Tells a person something beside the data that standard output may carry."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
