"""Which Go may build Pulumi, and what is said when none may."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from engine import go
from engine.errors import EngineError

Script = Callable[[str, str], Path]

HOW_TO_INSTALL = """\
Install one of them and run the command again:
  Pulumi (used as it is): https://www.pulumi.com/docs/install/
  Go 1.24.7 or newer (builds Pulumi 3.210.0 once, in 2-3 minutes): https://go.dev/doc/install"""


def test_the_committed_modules_pin_pulumi_and_the_oldest_go() -> None:
    assert go.pin() == go.Pin(pulumi="3.210.0", go="1.24.7")


def test_the_committed_modules_ask_aws_again_when_an_answer_is_cut_off() -> None:
    found = re.search(r"^\s*github\.com/aws/aws-sdk-go-v2 v(\d+)\.(\d+)", (go.TOOLCHAIN / "go.mod").read_text(), re.M)
    assert found is not None
    assert (int(found[1]), int(found[2])) >= (1, 33), "decision 0078"


def test_the_committed_module_claims_no_host_that_is_not_ours() -> None:
    assert (go.TOOLCHAIN / "go.mod").read_text().startswith("module rootstock/engine/toolchain\n")


@pytest.mark.parametrize("version", ["go1.24.7", "go1.26.8", "go1.30", "go2.0.1"])
def test_a_go_that_is_new_enough_is_found(env: dict[str, str], script: Script, version: str) -> None:
    new_enough = script("go", f"echo {version}")
    assert go.find(env) == new_enough


def test_neither_pulumi_nor_go_says_how_to_install_them(env: dict[str, str]) -> None:
    assert _refusal(env) == f"Rootstock runs on Pulumi, and neither `pulumi` nor `go` is on PATH.\n{HOW_TO_INSTALL}"


@pytest.mark.parametrize("version", ["go1.19.8", "go1.24.6", "go1.24"])
def test_a_go_that_is_too_old_is_refused(env: dict[str, str], script: Script, version: str) -> None:
    old = script("go", f"echo {version}")
    number = version.removeprefix("go")
    assert _refusal(env) == f"{old} is Go {number}, too old to build Pulumi 3.210.0.\n{HOW_TO_INSTALL}"


def test_a_go_that_may_not_fetch_a_newer_one_is_refused_in_its_own_words(env: dict[str, str], script: Script) -> None:
    stuck = script("go", "echo 'go: go.mod requires go >= 1.24.7 (GOTOOLCHAIN=local)' >&2; exit 1")
    assert _refusal(env) == (
        f"{stuck} cannot build Pulumi 3.210.0: go: go.mod requires go >= 1.24.7 (GOTOOLCHAIN=local)\n{HOW_TO_INSTALL}"
    )


def test_settings_that_would_change_the_build_are_overridden_and_others_kept() -> None:
    users = {"GOFLAGS": "-mod=mod -race", "GOWORK": "/src/go.work", "GOOS": "windows", "GOPROXY": "corporate", "A": "b"}
    assert go.environment(users) == {
        "GOFLAGS": "-mod=readonly",
        "GOWORK": "off",
        "GO111MODULE": "on",
        "CGO_ENABLED": "0",
        "GOPROXY": "corporate",
        "A": "b",
    }


def _refusal(env: dict[str, str]) -> str:
    with pytest.raises(EngineError) as refused:
        go.find(env)
    return str(refused.value)
