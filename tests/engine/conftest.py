"""Executables that stand in for pulumi and go, in folders of their own."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

Script = Callable[[str, str], Path]

ORDINARY_PATH = "/usr/bin:/bin"
"""What the stand-ins themselves need: a shell, cp, sleep. Tests take care that no pulumi or go is there."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The folder that stands for PATH."""
    folder = tmp_path / "path"
    folder.mkdir()
    for tool in ("sh", "cat", "chmod", "sleep", "env"):
        real = next(Path(place) / tool for place in ORDINARY_PATH.split(":") if (Path(place) / tool).exists())
        (folder / tool).symlink_to(real)
    return folder


@pytest.fixture
def script(path: Path) -> Script:
    """Puts an executable shell script on PATH: ``script(name, body)``."""

    def put(name: str, body: str) -> Path:
        file = path / name
        file.write_text(f"#!/bin/sh\n{body}\n")
        file.chmod(0o755)
        return file

    return put


@pytest.fixture
def env(tmp_path: Path, path: Path) -> dict[str, str]:
    """An environment with nothing but that PATH and a cache of its own."""
    return {"PATH": os.fspath(path), "HOME": os.fspath(tmp_path), "ROOTSTOCK_CACHE": os.fspath(tmp_path / "cache")}
