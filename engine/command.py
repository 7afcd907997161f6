"""Running a command that takes its time, while telling how it goes."""

from __future__ import annotations

import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

Say = Callable[[str], None]

_PLAIN_LINE_SECONDS = 30.0
_LIVE_LINE_SECONDS = 1.0
_KEPT_LINES = 25


class Command:
    """A running command. ``read`` gets each line it prints and says whether that line is mere progress."""

    def __init__(
        self, arguments: Sequence[str], read: Callable[[str], bool], env: Mapping[str, str], folder: Path
    ) -> None:
        self._read = read
        self._kept: deque[str] = deque(maxlen=_KEPT_LINES)
        self._process = subprocess.Popen(
            arguments,
            cwd=folder,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        self._reader = threading.Thread(target=self._read_all, daemon=True)
        self._reader.start()

    @property
    def complaints(self) -> str:
        """The last lines it printed that are not progress, indented."""
        return "\n".join(f"  {line}" for line in self._kept) or "  (it printed nothing)"

    def wait(self, state: Callable[[], str], say: Say, live: Say | None) -> int:
        """Its exit code. Meanwhile tells ``state`` after the seconds passed: on the live line, else now and then."""
        started = time.monotonic()
        show, every = (live, _LIVE_LINE_SECONDS) if live else (say, _PLAIN_LINE_SECONDS)
        while self._reader.is_alive():
            self._reader.join(every)
            if self._reader.is_alive():
                show(f"  {time.monotonic() - started:.0f} s: {state()}")
        if live:
            live("")
        return self._process.wait()

    def stop(self) -> None:
        """Ends it if it still runs."""
        if self._process.poll() is None:
            self._process.terminate()
            self._process.wait()

    def _read_all(self) -> None:
        assert self._process.stdout is not None  # noqa: S101 -- it is a pipe
        for line in self._process.stdout:
            if not self._read(line.rstrip("\n")):
                self._kept.append(line.rstrip())
