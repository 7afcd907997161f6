"""The Pulumi that this machine works with: an installed one, else one built from its Go modules."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from engine import build, executables, go, installed
from engine.progress import Progress


@dataclass(frozen=True)
class Engine:
    """A Pulumi that can run Python programs.

    ``pulumi`` is the executable, ``bin_dir`` the folder that holds it, ``version`` is without a leading ``v``;
    ``built`` tells whether it was built here rather than installed by the user.
    """

    pulumi: Path
    bin_dir: Path
    version: str
    built: bool

    def path(self, env: Mapping[str, str]) -> dict[str, str]:
        """``env`` with a PATH on which `pulumi` is this one and `pulumi-language-python` is found."""
        path = env.get("PATH", os.defpath)
        if shutil.which(installed.CLI, path=path) == str(self.pulumi):
            return dict(env)
        return dict(env) | {"PATH": os.pathsep.join([str(self.bin_dir), path])}


def find_or_build(
    progress: Callable[[str], None] | None = None,
    live: Callable[[str], None] | None = None,
    env: Mapping[str, str] | None = None,
) -> Engine:
    """The engine to work with; it may take minutes, once, and says so.

    ``progress`` gets lines for the user (default: standard error), ``live`` a line each second that replaces the former
    one; see `engine.progress`. Raises EngineError, whose text is for the user.
    """
    if progress is None:
        shown = Progress()
        progress, live = shown, live or shown.live
    env = os.environ if env is None else env
    if found := installed.working_cli(env):
        return _with_language_host(*found, env)
    cli = build.build(env, progress, live)
    folder = executables.folder_with_language_host(cli, env)
    return Engine(folder / installed.CLI, folder, go.pin().pulumi, built=True)


def is_ready(env: Mapping[str, str]) -> bool:
    """Whether `find_or_build` would find an engine without building one."""
    return installed.working_cli(env) is not None or build.built_cli(env).exists()


def _with_language_host(cli: Path, version: str, env: Mapping[str, str]) -> Engine:
    beside = cli.resolve().parent / installed.LANGUAGE_HOST
    if os.access(beside, os.X_OK) or installed.find(installed.LANGUAGE_HOST, env):
        return Engine(cli, cli.parent, version, built=False)
    folder = executables.folder_with_language_host(cli, env)
    return Engine(folder / installed.CLI, folder, version, built=False)
