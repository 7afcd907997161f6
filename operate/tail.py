"""Reading a file that another process still writes."""

from __future__ import annotations

from pathlib import Path


class Tail:
    """The lines of a growing file. A line without its end is kept until the rest has arrived."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._offset = 0
        self._unfinished = b""

    def read(self) -> list[str]:
        """The lines completed since the last call; none while the file does not exist."""
        try:
            with self._path.open("rb") as file:
                file.seek(self._offset)
                chunk = file.read()
        except FileNotFoundError:
            return []
        self._offset += len(chunk)
        *lines, self._unfinished = (self._unfinished + chunk).split(b"\n")
        return [line.decode(errors="replace") for line in lines if line.strip()]
