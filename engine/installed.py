"""Finding a Pulumi that the user installed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from engine import cache

CLI = "pulumi"
LANGUAGE_HOST = "pulumi-language-python"
MARK = "# made by rootstock"
"""A line that every script carries which Rootstock puts on PATH under one of Pulumi's names."""

_MARK_WITHIN = 4096
_ANSWER_SECONDS = 30


def find(name: str, env: Mapping[str, str]) -> Path | None:
    """The first executable ``name`` on PATH that is not one of ours."""
    return next(_candidates(name, env), None)


def working_cli(env: Mapping[str, str]) -> tuple[Path, str] | None:
    """The first installed CLI on PATH that answers to ``pulumi version``, with its version.

    A version manager leaves a `pulumi` on PATH also where no Pulumi is installed; such a one is passed over.
    """
    for candidate in _candidates(CLI, env):
        version = version_of(candidate, env)
        if version is not None:
            return candidate, version
    return None


def version_of(cli: Path, env: Mapping[str, str]) -> str | None:
    """What ``pulumi version`` prints, without the leading ``v``; None when it fails."""
    quiet = dict(env) | {"PULUMI_SKIP_UPDATE_CHECK": "true"}
    try:
        answer = subprocess.run([cli, "version"], env=quiet, capture_output=True, text=True, timeout=_ANSWER_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return None
    words = answer.stdout.split()
    return words[-1].removeprefix("v") if answer.returncode == 0 and words else None


def _candidates(name: str, env: Mapping[str, str]) -> Iterator[Path]:
    ours = cache.root(env).resolve()
    for folder in env.get("PATH", os.defpath).split(os.pathsep):
        candidate = Path(folder or ".").absolute() / name
        if not (candidate.is_file() and os.access(candidate, os.X_OK)):
            continue
        if candidate.resolve().is_relative_to(ours) or candidate.absolute().is_relative_to(ours):
            continue
        if not _is_marked(candidate):
            yield candidate


def _is_marked(candidate: Path) -> bool:
    try:
        with candidate.open("rb") as file:
            start = file.read(_MARK_WITHIN)
    except OSError:
        return False
    return start.startswith(b"#!") and MARK.encode() in start
