"""The committed requirement files: complete, pinned, and with a hash for every file."""

from __future__ import annotations

import re

import pytest

from tests.launcher.conftest import ROOT

PINNED = re.compile(
    r"^([a-z0-9-]+)==([^\s;]+)(?: ; [^\\]+)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE
)


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_requirement_is_pinned_with_hashes(name: str) -> None:
    text = (ROOT / f"{name}.txt").read_text()
    assert re.sub(r"#.*\n", "", PINNED.sub("", text)).strip() == ""


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_what_is_asked_for_is_pinned(name: str) -> None:
    asked = {_name(line) for line in (ROOT / f"{name}.in").read_text().splitlines() if re.match("[A-Za-z]", line)}
    assert asked <= set(_pins(name))


def test_both_files_agree_on_every_version() -> None:
    runtime, development = _pins("requirements"), _pins("requirements-dev")
    shared = runtime.keys() & development.keys()
    assert {name: runtime[name] for name in shared} == {name: development[name] for name in shared}


@pytest.mark.parametrize("name", ["requirements.in", "requirements.txt", "requirements-dev.in", "requirements-dev.txt"])
def test_no_address_is_named(name: str) -> None:
    assert "://" not in (ROOT / name).read_text()
    assert "--index" not in (ROOT / name).read_text()
    assert "--find-links" not in (ROOT / name).read_text()


def _pins(name: str) -> dict[str, str]:
    return {pin[0]: pin[1] for pin in PINNED.findall((ROOT / f"{name}.txt").read_text())}


def _name(requirement: str) -> str:
    return re.split(r"[\[=<>~ ]", requirement)[0].lower()
