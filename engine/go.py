"""The Go that builds Pulumi, and what the committed module file says about the build."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.errors import EngineError

TOOLCHAIN = Path(__file__).parent / "toolchain"
PULUMI_PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"

_ASK_SECONDS = 300  # a Go older than the module file asks for fetches the newer Go first
_GO_DIRECTIVE = re.compile(r"^go (\S+)$", re.MULTILINE)
_PULUMI_MODULE = re.compile(r"^\s*(?:require )?github\.com/pulumi/pulumi/pkg/v3 v(\S+)", re.MULTILINE)


@dataclass(frozen=True)
class Pin:
    """What the module file pins: the version of Pulumi and the oldest Go that builds it."""

    pulumi: str
    go: str


def pin(toolchain: Path = TOOLCHAIN) -> Pin:
    """What ``go.mod`` in ``toolchain`` pins."""
    text = (toolchain / "go.mod").read_text()
    pulumi, go = _PULUMI_MODULE.search(text), _GO_DIRECTIVE.search(text)
    if pulumi is None or go is None:
        raise EngineError(f"{toolchain / 'go.mod'} names no version of Pulumi or of Go.")
    return Pin(pulumi[1], go[1])


def environment(env: Mapping[str, str]) -> dict[str, str]:
    """``env`` without settings that change what is built; proxies and checksum settings stay as they are."""
    ours = {"GOFLAGS": "-mod=readonly", "GOWORK": "off", "GO111MODULE": "on", "CGO_ENABLED": "0"}
    return {name: value for name, value in env.items() if name not in ("GOOS", "GOARCH", "GOBIN")} | ours


def find(env: Mapping[str, str], toolchain: Path = TOOLCHAIN) -> Path:
    """The `go` on PATH that can build the pinned Pulumi. Raises EngineError when there is none."""
    wanted = pin(toolchain)
    found = shutil.which("go", path=env.get("PATH"))
    if found is None:
        raise EngineError(
            "Rootstock runs on Pulumi, and neither `pulumi` nor `go` is on PATH.\n" + _how_to_install(wanted)
        )
    try:
        answer = subprocess.run(
            [found, "env", "GOVERSION"],
            env=environment(env),
            cwd=toolchain,
            capture_output=True,
            text=True,
            timeout=_ASK_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EngineError(f"{found} does not run: {error}\n" + _how_to_install(wanted)) from error
    if answer.returncode != 0:
        raise EngineError(
            f"{found} cannot build Pulumi {wanted.pulumi}: {answer.stderr.strip()}\n" + _how_to_install(wanted)
        )
    version = answer.stdout.strip().removeprefix("go")
    if _numbers(version) < _numbers(wanted.go):
        raise EngineError(
            f"{found} is Go {version}, too old to build Pulumi {wanted.pulumi}.\n" + _how_to_install(wanted)
        )
    return Path(found)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:3])


def _how_to_install(wanted: Pin) -> str:
    return (
        "Install one of them and run the command again:\n"
        "  Pulumi (used as it is): https://www.pulumi.com/docs/install/\n"
        f"  Go {wanted.go} or newer (builds Pulumi {wanted.pulumi} once, in 2-3 minutes): https://go.dev/doc/install"
    )
