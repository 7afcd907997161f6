"""What the commands of the sandbox ask of the simulated AWS itself: to keep what it holds, and to bring it back."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from sandbox.aws import keeping

_KEPT = "aws.pickle"
_PATH = re.compile(r"/_rootstock/snapshots/([A-Za-z0-9][A-Za-z0-9._-]{0,63})/(save|load)")
_HEADERS = [("Content-Type", "text/plain; charset=utf-8")]


def answer(path: str, environ: dict[str, Any], snapshots: Path) -> tuple[int, list[tuple[str, str]], bytes]:
    """Status, headers and body for a POST below ``/_rootstock``. Only who knows this process may ask."""
    if environ.get("HTTP_X_ROOTSTOCK") != str(os.getpid()):
        return 403, _HEADERS, b"only the commands of the sandbox may ask this"
    asked = _PATH.fullmatch(path)
    if not asked:
        return 404, _HEADERS, b"there is nothing here"
    file = snapshots / asked[1] / _KEPT
    if asked[2] == "save":
        keeping.save(file)
    elif not file.is_file():
        return 404, _HEADERS, b"there is no such snapshot"
    else:
        keeping.load(file)
    return 200, _HEADERS, b"done"
