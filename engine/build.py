"""Building the Pulumi CLI from its Go modules, once, into the cache."""

from __future__ import annotations

import fcntl
import hashlib
import platform
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from engine import cache, go, installed
from engine.command import Command, Say
from engine.errors import EngineError

_UNFINISHED = "unfinished-"


def built_cli(env: Mapping[str, str], toolchain: Path = go.TOOLCHAIN) -> Path:
    """Where the built CLI is, or will be: a folder named after its version and everything that goes into it."""
    modules = b"".join((toolchain / name).read_bytes() for name in ("go.mod", "go.sum"))
    what = modules + f"{sys.platform}-{platform.machine()}".encode()
    return cache.builds(env) / f"{go.pin(toolchain).pulumi}-{hashlib.sha256(what).hexdigest()[:12]}" / installed.CLI


def build(env: Mapping[str, str], say: Say, live: Say | None = None, toolchain: Path = go.TOOLCHAIN) -> Path:
    """The built CLI, after building it where it is missing.

    ``say`` gets lines for the user; ``live``, on a terminal, a line each second that replaces the former one.
    Interrupted, it leaves nothing that a later run could mistake for a CLI. Raises EngineError when Go fails.
    """
    target = built_cli(env, toolchain)
    if target.exists():
        return target
    executable = go.find(env, toolchain)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _alone(target.parent, say):
            if not target.exists():
                _remove_unfinished(target.parent)
                _build(executable, target, env, say, live, toolchain)
    except OSError as error:
        raise EngineError(f"Pulumi cannot be built in {target.parent}: {error.strerror or error}") from error
    return target


@contextmanager
def _alone(folder: Path, say: Say) -> Iterator[None]:
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another process is building Pulumi; waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _remove_unfinished(folder: Path) -> None:
    for left_over in folder.glob(_UNFINISHED + "*"):
        left_over.unlink()


def _build(executable: Path, target: Path, env: Mapping[str, str], say: Say, live: Say | None, toolchain: Path) -> None:
    version = go.pin(toolchain).pulumi
    unfinished = target.with_name(f"{_UNFINISHED}{target.name}")
    output = _GoOutput()
    say(f"Pulumi is not installed: building Pulumi {version} from its Go modules (once, 2-3 minutes)")
    started = time.monotonic()
    command = Command(_go_build(executable, version, unfinished), output.read, go.environment(env), toolchain)
    try:
        if command.wait(output.state, say, live) != 0:
            raise EngineError(f"Pulumi {version} could not be built with {executable}:\n{command.complaints}")
        answer = installed.version_of(unfinished, env)
        if answer != version:
            raise EngineError(f"The Pulumi built with {executable} says it is version {answer}, not {version}.")
        unfinished.rename(target)
    finally:
        command.stop()
        unfinished.unlink(missing_ok=True)
    say(f"Built Pulumi {version} in {time.monotonic() - started:.0f} s: {target}")


def _go_build(executable: Path, version: str, output: Path) -> list[str]:
    flags = f"-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version={version}"
    options = ["-v", "-trimpath", "-mod=readonly", "-buildvcs=false", "-ldflags", flags, "-o", str(output)]
    return [str(executable), "build", *options, go.PULUMI_PACKAGE]


class _GoOutput:
    """Counts what `go build -v` says it has done."""

    def __init__(self) -> None:
        self._downloaded = 0
        self._compiled = 0

    def read(self, line: str) -> bool:
        if line.startswith("go: downloading "):
            self._downloaded += 1
        elif _is_package(line):
            self._compiled += 1
        else:
            return False
        return True

    def state(self) -> str:
        return f"{self._downloaded} modules downloaded, {self._compiled} packages compiled"


def _is_package(line: str) -> bool:
    """Whether `go build -v` names a compiled package in this line: an import path and nothing else."""
    return bool(line) and not line.startswith("#") and not set(line) & set(" :\t")
