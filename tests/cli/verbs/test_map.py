"""`map` as it is typed: with the last deployments where a backend answers, and saying why not where none does."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from cli.dispatch import main

Printed = pytest.CaptureFixture[str]
_PULUMI = """#!/bin/sh
[ "$1" = version ] && { echo v3.210.0; exit; }
[ "$1 $2 $3" = "stack ls --json" ] && { ANSWER; }
exit 1
"""


@pytest.fixture
def machine(config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without Pulumi: an empty cache, and a folder of its own first on PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("ROOTSTOCK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", os.pathsep.join((str(folder), "/usr/bin", "/bin")))
    return folder


def install(machine: Path, answer: str) -> None:
    """Puts a `pulumi` on PATH that answers so when it is asked for its stacks."""
    (machine / "pulumi").write_text(_PULUMI.replace("ANSWER", answer))
    (machine / "pulumi").chmod(0o755)


def data(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    drawn: dict[str, Any] = json.loads(found[1])
    return drawn


def test_the_page_shows_when_stacks_were_last_deployed(machine: Path, capsys: Printed) -> None:
    listed = [{"name": "core-root", "lastUpdate": "2026-03-04T05:06:07.000Z", "resourceCount": 61}]
    install(machine, f"echo '{json.dumps(listed)}'; exit")
    assert main(["map"]) == 0
    assert data(capsys.readouterr().out)["stacks"] == {
        "core-root": ["updated", 1772600767, 61, None],
        "core-root-map": ["never deployed", None, None, None],
        "plat-dev": ["never deployed", None, None, None],
    }


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("echo 'error: PULUMI_ACCESS_TOKEN must be set' >&2; exit 255", "PULUMI_ACCESS_TOKEN must be set"),
        (None, "there is no `pulumi` on this machine yet."),
    ],
)
def test_without_a_backend_it_says_why_it_does_not(
    machine: Path, capsys: Printed, answer: str | None, said: str
) -> None:
    if answer:
        install(machine, answer)
    assert main(["map"]) == 0
    printed = capsys.readouterr()
    assert "stacks" not in data(printed.out)
    assert printed.err.startswith("The page does not show when stacks were last deployed: ")
    assert printed.err.rstrip().endswith(said)


def test_offline_nobody_is_asked(machine: Path, capsys: Printed, tmp_path: Path) -> None:
    install(machine, "touch asked; exit")
    assert main(["map", "--offline", "--output", "map.html"]) == 0
    assert "stacks" not in data(Path("map.html").read_text())
    assert capsys.readouterr().err == f"Open it in a browser: {Path('map.html').resolve().as_uri()}\n"
    assert not Path("asked").exists()
