"""Telling a person what the toolchain does while it takes its time."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from typing import TextIO


class Progress:
    """Lines on ``stream`` (standard error), and on a terminal one live line below them that is overwritten."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._has_live_line = False

    def __call__(self, line: str) -> None:
        """Prints a line that stays."""
        self._stream.write(f"{self._erase()}{line}\n")
        self._stream.flush()
        self._has_live_line = False

    @property
    def live(self) -> Callable[[str], None] | None:
        """What replaces the live line (an empty text removes it); None where there is no terminal."""
        return self._overwrite if self._stream.isatty() else None

    def _overwrite(self, text: str) -> None:
        width = shutil.get_terminal_size().columns - 1
        self._stream.write(self._erase() + text[:width])
        self._stream.flush()
        self._has_live_line = bool(text)

    def _erase(self) -> str:
        return "\r\x1b[2K" if self._has_live_line else ""
