"""Making the checkout's Python environment, `.venv`. Run by the launcher before anything is installed.

``python -m engine.environment CHECKOUT STAMP``: installs the pinned requirements and, last of all, writes STAMP, by
which the launcher knows that the environment is whole and up to date.
"""

from __future__ import annotations

import fcntl
import os
import platform
import re
import shutil
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.command import Command
from engine.progress import Progress

REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")
STAMP = "rootstock-stamp"

_RETRY = "WARNING: Retrying ("
_PROGRESS = re.compile(r"\s*(Collecting|Downloading|Using cached|Processing|Installing collected|Successfully)")
_OF_NO_INTEREST = re.compile(r"Looking in |Ignoring |\[notice\]")


class EnvironmentFailure(Exception):
    """The environment could not be made. The text is for users."""


def make(checkout: Path, stamp: str, progress: Progress) -> None:
    """Makes ``.venv`` in ``checkout``, or brings it up to date, and stamps it. Others that want the same wait."""
    folder = checkout / ".venv"
    with _alone(checkout, progress):
        if _stamp_of(folder) == stamp:
            return
        if not _is_reusable(folder):
            progress(f"Making a Python environment in {folder} (Python {platform.python_version()})")
            _create(folder)
        (folder / STAMP).unlink(missing_ok=True)
        _install(checkout, folder, progress)
        (folder / f"{STAMP}.new").write_text(stamp + "\n")
        (folder / f"{STAMP}.new").replace(folder / STAMP)


@contextmanager
def _alone(checkout: Path, progress: Progress) -> Iterator[None]:
    # The checkout's own folder is locked: a lock file in it would be one more file to ignore.
    handle = os.open(checkout, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            progress("Another process is making the Python environment; waiting for it")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _stamp_of(folder: Path) -> str | None:
    stamp = folder / STAMP
    usable = stamp.is_file() and os.access(folder / "bin" / "python", os.X_OK)
    return stamp.read_text().removesuffix("\n") if usable else None


def _is_reusable(folder: Path) -> bool:
    """Whether ``folder`` was whole, lies where it was made and is of this very Python: then pip only updates it."""
    stamp = _stamp_of(folder)
    made_with = (folder / "bin" / "python").resolve()
    return stamp is not None and stamp.startswith(f"{folder.parent} ") and made_with == Path(sys.executable).resolve()


def _create(folder: Path) -> None:
    if folder.is_symlink() or folder.is_file():
        raise EnvironmentFailure(f"{folder} is in the way: Rootstock makes a folder of that name")
    try:
        if folder.exists():
            shutil.rmtree(folder)
        venv.create(folder, with_pip=True, symlinks=True)
    except OSError as error:
        raise EnvironmentFailure(f"The Python environment {folder} cannot be made: {error}") from error
    except Exception as error:  # ensurepip ends with whatever its own process ended with
        raise EnvironmentFailure(f"{sys.executable} cannot make a Python environment in {folder}: {error}") from error


def _install(checkout: Path, folder: Path, progress: Progress) -> None:
    files = [argument for name in REQUIREMENTS for argument in ("-r", name)]
    count = len(_pinned(checkout))
    progress(f"Installing {count} Python packages from {' and '.join(REQUIREMENTS)} (once, about a minute)")
    options = ["--require-hashes", "--no-deps", "--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
    output = _PipOutput()
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET")}
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", *options, *files]
    command = Command(pip, output.read, env | {"PIP_USER": "0"}, checkout)
    try:
        if command.wait(output.state, progress, progress.live) == 0:
            return
    finally:
        command.stop()
    cause = "the package registry does not answer. Is there a network?" if output.retried else "pip failed:"
    raise EnvironmentFailure(f"The Python packages could not be installed: {cause}\n{command.complaints}")


def _pinned(checkout: Path) -> set[str]:
    lines = [line for name in REQUIREMENTS for line in (checkout / name).read_text().splitlines()]
    return {line.split("==")[0] for line in lines if re.match(r"[A-Za-z0-9]", line)}


class _PipOutput:
    """Remembers what pip is at, and whether it asked for something again because nobody answered."""

    def __init__(self) -> None:
        self.retried = False
        self._at = "starting pip"

    def read(self, line: str) -> bool:
        if line.startswith(_RETRY):
            told, self.retried = self.retried, True
            self._at = "no answer yet, trying again"
            return told  # the first of them says whom pip asked, and what happened
        if _PROGRESS.match(line):
            self._at = line.strip().split(":")[0]  # without the long list of packages
            return True
        return bool(_OF_NO_INTEREST.match(line))

    def state(self) -> str:
        return self._at


def main() -> int:
    """Exit code 0 when the environment is there; else 1, after one message."""
    progress = Progress()
    try:
        make(Path(sys.argv[1]), sys.argv[2], progress)
    except EnvironmentFailure as failure:
        progress(f"rootstock: {failure}")
        return 1
    except KeyboardInterrupt:
        progress("Interrupted; the next run starts over")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
