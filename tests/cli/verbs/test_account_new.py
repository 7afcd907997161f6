"""`account new`: what it asks for at a terminal, and what it answers where there is none."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from cli.dispatch import main
from tests.cli.conftest import config as config

Printed = pytest.CaptureFixture[str]
ROOT = "orgs/acme/core/root/global-region.yaml"


class Terminal(io.StringIO):
    """Somebody who types."""

    def isatty(self) -> bool:
        """It is one."""
        return True


@pytest.fixture
def types(config: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configuration, with nobody at a terminal."""
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    return config


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("".join(f"{line}\n" for line in lines)))


def entry(config: Path) -> list[str]:
    """The lines of the organization's manifest about plat-qa."""
    lines = (config / ROOT).read_text().splitlines()
    return [line.strip() for line in lines if "plat-qa" in line]


def test_everything_is_asked_for(types: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    typed(monkeypatch, "plat", "qa", "Where testers test", "testers@acme.example")
    assert main(["account", "new"]) == 0
    assert capsys.readouterr().err.startswith(
        "tenant: stage: purpose: e-mail of the root user [aws+plat-qa@acme.example]: "
    )
    assert entry(types) == [
        "plat-qa: {tenant: plat, stage: qa, email: testers@acme.example, description: Where testers test}"
    ]


def test_the_e_mail_that_the_format_makes_is_taken_for_an_empty_line(
    types: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    typed(monkeypatch, "")
    assert main(["account", "new", "--tenant", "plat", "--stage", "qa", "--purpose", "Tests"]) == 0
    assert capsys.readouterr().err.startswith("e-mail of the root user [aws+plat-qa@acme.example]: Next: ")
    assert entry(types) == ["plat-qa: {tenant: plat, stage: qa, description: Tests}"]


def test_an_empty_line_where_something_is_needed_is_asked_again(
    types: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    typed(monkeypatch, "", "qa", "")
    assert main(["account", "new", "--tenant", "plat", "--purpose", "Tests"]) == 0
    assert capsys.readouterr().err.startswith("stage: stage: e-mail of the root user ")


def test_nothing_is_written_where_the_input_ends(types: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    typed(monkeypatch, "plat")
    assert main(["account", "new"]) == 2
    assert "a new account needs --stage" in capsys.readouterr().err
    assert entry(types) == []


def test_without_a_terminal_every_missing_option_is_named(types: Path, capsys: Printed) -> None:
    assert main(["account", "new", "--stage", "qa"]) == 2
    assert "there is no terminal to ask on, and a new account needs --tenant, --purpose" in capsys.readouterr().err
    assert main(["account", "new", "--tenant", "plat", "--stage", "qa", "--purpose", "Tests"]) == 0
    assert entry(types) == ["plat-qa: {tenant: plat, stage: qa, description: Tests}"]


def test_without_a_format_and_a_terminal_the_e_mail_is_needed(types: Path, capsys: Printed) -> None:
    manifest = types / ROOT
    text = manifest.read_text().replace("        account_email_format: aws+%s@acme.example\n", "")
    manifest.write_text(text.replace("stage: dev, ", "stage: dev, email: dev@acme.example, "))
    assert main(["account", "new", "--tenant", "plat", "--stage", "qa", "--purpose", "Tests"]) == 2
    assert "so it needs --email" in capsys.readouterr().err
    assert entry(types) == []


def test_the_format_of_the_unit_counts_before_the_organizations(
    types: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    manifest = types / ROOT
    text = manifest.read_text()
    own = "            plat:\n              account_email_format: plat+%s@acme.example\n"
    manifest.write_text(text.replace("            plat:\n", own))
    typed(monkeypatch, "")
    assert main(["account", "new", "--tenant", "plat", "--stage", "qa", "--purpose", "Tests"]) == 0
    assert "[plat+plat-qa@acme.example]" in capsys.readouterr().err
