"""State on disk that a killed engine left unreadable is readable for the next command."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from operate.answer import answer
from operate.process import Process
from operate.torn_attributes import drop_torn_attributes

WHOLE = '{"user.content_type": "text/plain", "md5": "x"}'


@pytest.fixture
def states(tmp_path: Path) -> Path:
    """A backend's folder with one stack whose attributes are whole and one whose attributes are empty."""
    folder = tmp_path / "state of all" / ".pulumi" / "stacks" / "rootstock"
    folder.mkdir(parents=True)
    for stack, attributes in (("core-root", ""), ("core-audit", WHOLE)):
        (folder / f"{stack}.json").write_text("{}")
        (folder / f"{stack}.json.attrs").write_text(attributes)
    return folder


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


AFTER = ["core-audit.json", "core-audit.json.attrs", "core-root.json"]


def test_only_the_empty_file_goes(fake: Any, states: Path, tmp_path: Path) -> None:
    url = f"file://{tmp_path}/state%20of%20all"
    pulumi = replace(fake.pulumi, environment={**fake.pulumi.environment, "PULUMI_BACKEND_URL": url})
    assert drop_torn_attributes(pulumi) == [states / "core-root.json.attrs"]
    assert names(states) == AFTER
    assert drop_torn_attributes(pulumi) == []


@pytest.mark.parametrize("url", ["file://state of all", "file://./state%20of%20all"])
def test_the_project_file_names_the_backend(fake: Any, states: Path, tmp_path: Path, url: str) -> None:
    (tmp_path / "Pulumi.yaml").write_text(f"name: rootstock\nruntime: python\nbackend:\n  url: {url}\n")
    answer(fake.pulumi, fake.pulumi.listing())
    assert names(states) == AFTER


def test_a_long_command_meets_none_either(fake: Any, states: Path, tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: rootstock\nruntime: python\nbackend:\n  url: file://state of all\n")
    Process(fake.pulumi, fake.pulumi.listing(), tmp_path / "output").wait(10)
    assert names(states) == AFTER


@pytest.mark.parametrize("url", ["s3://state", "https://api.pulumi.com", "", "file:///nowhere/at/all"])
def test_other_backends_have_no_such_files(fake: Any, url: str) -> None:
    environment = {**fake.pulumi.environment, "PULUMI_BACKEND_URL": url}
    assert drop_torn_attributes(replace(fake.pulumi, environment=environment)) == []
