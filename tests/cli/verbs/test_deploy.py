"""`deploy` as it is typed: which stacks are meant, and the command that carries on."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from cli.verb import UsageError
from cli.verbs import deploy


def given(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    deploy.arguments(parser)
    return parser.parse_args(arguments)


@pytest.mark.parametrize(
    ("typed", "again"),
    [
        (["--all", "--yes"], "./rootstock deploy --all --yes"),
        (["core-root", "plat-*", "--preview"], "./rootstock deploy core-root 'plat-*' --preview"),
        (["--affected", "--base", "origin/main"], "./rootstock deploy --affected --base origin/main"),
        (["plat-dev", "--component", "budget"], "./rootstock deploy plat-dev --component budget"),
        (["--all", "--config-root", "/my trees/acme"], "./rootstock deploy --all --config-root '/my trees/acme'"),
    ],
)
def test_the_command_that_carries_on_can_be_typed_as_it_stands(typed: list[str], again: str) -> None:
    assert deploy.again(given(*typed)) == again


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ([], "deploy what? Name stacks, or --all, or --affected, or --component INSTANCE"),
        (["core-root", "--all"], "--all already means which stacks: leave the names out, or leave --all out"),
        (["--all", "--affected"], "--all already means every stack: leave --affected out, or leave --all out"),
        (["--all"], "there is no terminal to ask on: say --yes to deploy, or --preview to look only"),
    ],
)
def test_what_cannot_be_meant_is_said_before_anything_runs(
    typed: list[str], said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.stdin", (tmp_path / "nothing").open("w+"))
    with pytest.raises(UsageError) as error:
        deploy.run(given(*typed))
    assert str(error.value) == said
