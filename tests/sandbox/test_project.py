"""The sandbox of a checkout, with a stand-in for the Pulumi command line: no checkout is ever written to."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from sandbox.errors import SandboxError
from sandbox.project import Sandbox

PULUMI = """#!/bin/sh
echo "$@" >> {calls}
case "$*" in
  version) echo v3.999.0 ;;
  *"stack init"*)
    folder=${{PULUMI_BACKEND_URL#file://}}/.pulumi/stacks/rootstock
    mkdir -p "$folder"
    printf '{{"checkpoint": {{"stack": "organization/rootstock/%s"}}}}' "$5" > "$folder/$5.json"
    echo "encryptionsalt: v1:$5" > "$2/Pulumi.$5.yaml" ;;
esac
"""
PROJECT = """
name: rootstock
description: An organization
runtime: {name: python, options: {virtualenv: .venv}}
config:
  pulumi:disable-default-providers: {value: [aws]}
"""


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that lists how Pulumi was called, one call a line."""
    bin_dir = tmp_path / "bin"
    bin_dir.mkdir()
    for name, text in (("pulumi", PULUMI), ("pulumi-language-python", "#!/bin/sh\n")):
        (bin_dir / name).write_text(text.format(calls=tmp_path / "calls"))
        (bin_dir / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{bin_dir}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("ROOTSTOCK_CACHE", str(tmp_path / "cache"))
    return tmp_path / "calls"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "my checkout"
    (folder / ".venv").mkdir(parents=True)
    (folder / "Pulumi.yaml").write_text(PROJECT)
    return folder


@pytest.fixture
def sandbox(calls: Path, checkout: Path) -> Iterator[Sandbox]:
    sandbox = Sandbox(checkout)
    yield sandbox
    sandbox.stop()


def _inits(calls: Path) -> list[str]:
    return [line.split()[-3] for line in calls.read_text().splitlines() if "stack init" in line]


def test_the_project_is_the_checkouts_own_in_another_folder(sandbox: Sandbox, checkout: Path) -> None:
    sandbox.start(["core-root"])
    assert yaml.safe_load((sandbox.project / "Pulumi.yaml").read_text()) == {
        "name": "rootstock",
        "description": "An organization",
        "runtime": {"name": "python", "options": {"virtualenv": str(checkout / ".venv")}},
        "config": {"pulumi:disable-default-providers": {"value": ["aws"]}},
        "main": str(checkout),
    }
    assert not sandbox.home.is_relative_to(checkout)
    assert sorted(path.name for path in checkout.iterdir()) == [".venv", "Pulumi.yaml"]


def test_the_wrapper_works_in_the_project_folder_wherever_it_is_called(sandbox: Sandbox, calls: Path) -> None:
    sandbox.start([])
    subprocess.run(["pulumi", "up", "--stack", "core-root"], env=sandbox.process_environment(), cwd="/", check=True)
    assert calls.read_text().splitlines()[-1] == f"-C {sandbox.project} up --stack core-root"


def test_stacks_are_made_once(sandbox: Sandbox, calls: Path) -> None:
    sandbox.start(["core-root", "plat-dev"])
    sandbox.init_stacks(["plat-dev", "plat-prod", "plat-prod"])
    assert sandbox.status().stacks == ("core-root", "plat-dev", "plat-prod")
    assert _inits(calls) == ["core-root"]
    state = sandbox.home / "state/.pulumi/stacks/rootstock/plat-prod.json"
    assert json.loads(state.read_text()) == {"checkpoint": {"stack": "organization/rootstock/plat-prod"}}
    assert (sandbox.project / "Pulumi.plat-prod.yaml").read_text() == "encryptionsalt: v1:core-root\n"


def test_a_stack_is_not_copied_from_one_with_resources(sandbox: Sandbox, calls: Path) -> None:
    sandbox.start(["core-root"])
    state = sandbox.home / "state/.pulumi/stacks/rootstock/core-root.json"
    state.write_text(state.read_text().replace("{", '{"resources": [], ', 1))
    sandbox.init_stacks(["plat-dev"])
    assert _inits(calls) == ["core-root", "plat-dev"]


def test_starting_again_changes_nothing(sandbox: Sandbox) -> None:
    sandbox.start(["core-root"])
    before = sandbox.status()
    sandbox.start(["core-root"])
    assert sandbox.status() == before


def test_state_dies_with_the_simulated_aws(sandbox: Sandbox) -> None:
    sandbox.start(["core-root"])
    process = sandbox.status().pid
    assert process is not None
    os.kill(process, signal.SIGKILL)
    while sandbox.status().running:
        time.sleep(0.02)
    sandbox.start(["plat-dev"])
    assert sandbox.status().stacks == ("plat-dev",)


def test_nothing_runs_after_stop_and_no_state_is_left(sandbox: Sandbox) -> None:
    sandbox.start(["core-root"])
    assert sandbox.stop()
    assert (sandbox.status().running, list((sandbox.home / "state").iterdir())) == (False, [])
    with pytest.raises(SandboxError, match="does not run"):
        sandbox.environment()
    assert not sandbox.stop()


def test_stopping_what_never_ran_makes_nothing(sandbox: Sandbox) -> None:
    assert not sandbox.stop()
    assert not sandbox.home.exists()


def test_an_environment_within_the_environment_is_the_same(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox.start([])
    once = sandbox.environment()
    for name, value in once.items():
        monkeypatch.setenv(name, value)
    assert sandbox.environment() == once
    sandbox.start([])
    wrapper = (sandbox.home / "bin" / "pulumi").read_text()
    assert f"exec {sandbox.home}" not in wrapper


def test_another_management_account_needs_another_sandbox(sandbox: Sandbox) -> None:
    sandbox.start([], "111122223333")
    assert sandbox.status().management_account_id == "111122223333"
    sandbox.start([])
    with pytest.raises(SandboxError, match=r"runs with management account 111122223333, not 444455556666"):
        sandbox.start([], "444455556666")
    with pytest.raises(SandboxError, match=r"'12' is not an account id"):
        sandbox.start([], "12")


def test_two_checkouts_have_two_sandboxes(sandbox: Sandbox, tmp_path: Path, checkout: Path) -> None:
    other = Sandbox(tmp_path / "other")
    linked = tmp_path / "link"
    linked.symlink_to(checkout)
    assert other.home != sandbox.home == Sandbox(linked).home


def test_a_broken_project_file_is_named(sandbox: Sandbox, checkout: Path) -> None:
    (checkout / "Pulumi.yaml").write_text("name: [")
    with pytest.raises(SandboxError, match=r"my checkout/Pulumi\.yaml is not valid YAML"):
        sandbox.start([])


def test_a_snapshot_brings_back_pulumis_state_also_after_the_end(sandbox: Sandbox) -> None:
    sandbox.start(["core-root"], options=["--speed=2.0"])
    sandbox.snapshot("good")
    sandbox.init_stacks(["plat-dev"])
    assert sandbox.restore("good").name == "good"
    assert sandbox.status().stacks == ("core-root",)
    sandbox.stop()
    sandbox.restore("good")
    assert sandbox.status().stacks == ("core-root",)
    assert [(kept.name, kept.options) for kept in sandbox.snapshots()] == [("good", ("--speed=2.0",))]


def test_a_snapshot_that_is_not_there_is_answered_with_those_that_are(sandbox: Sandbox) -> None:
    sandbox.start([])
    sandbox.snapshot("good")
    with pytest.raises(SandboxError, match=r"no snapshot 'god'\. There are: good"):
        sandbox.restore("god")
    with pytest.raises(SandboxError, match=r"'\.\./x' is no name"):
        sandbox.snapshot("../x")


def test_other_options_need_another_sandbox(sandbox: Sandbox) -> None:
    sandbox.start([], options=["--rates=aws"])
    sandbox.start([])
    with pytest.raises(SandboxError, match=r"runs with --rates=aws, not with --rates=none.*sandbox down"):
        sandbox.start([], options=["--rates=none"])
