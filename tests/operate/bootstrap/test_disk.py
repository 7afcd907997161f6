"""The state on disk: in a project of its own, for one bootstrap at a time, kept aside when it has moved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from operate.bootstrap.disk import Disk
from operate.errors import OperateError
from operate.pulumi import Pulumi
from tests.operate.conftest import FakePulumi

STACK = "core-root-state"
PROJECT = """\
name: rootstock
runtime: {name: python, options: {virtualenv: .venv}}
backend: {url: s3://elsewhere}
"""


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    project = tmp_path / "project"
    project.mkdir()
    (project / "Pulumi.yaml").write_text(PROJECT)
    return Disk(tmp_path / "kept", project)


def _state(disk: Disk, **latest: object) -> None:
    path = disk.folder / f"current/.pulumi/stacks/rootstock/{STACK}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"checkpoint": {"latest": latest}}))


def test_the_project_is_a_copy_that_runs_the_same_program_and_knows_no_other_backend(
    disk: Disk, fake: FakePulumi
) -> None:
    pulumi = disk.pulumi(fake.pulumi)
    written = yaml.safe_load((disk.folder / "current/Pulumi.yaml").read_text())
    assert written == {
        "name": "rootstock",
        "runtime": {"name": "python", "options": {"virtualenv": str(disk.project / ".venv")}},
        "main": str(disk.project),
    }
    assert pulumi.init(STACK)[:3] == [pulumi.program, "--cwd", str(disk.folder / "current")]
    assert pulumi.environment["PULUMI_BACKEND_URL"] == f"file://{disk.folder}/current"


def test_the_passphrase_is_kept_for_the_next_run_and_readable_by_the_user_alone(disk: Disk, fake: FakePulumi) -> None:
    def passphrase(pulumi: Pulumi) -> str:
        return disk.pulumi(pulumi).environment["PULUMI_CONFIG_PASSPHRASE"]

    assert len(passphrase(fake.pulumi)) > 30
    assert passphrase(fake.pulumi) == passphrase(fake.pulumi)
    assert (disk.folder / "current/passphrase").stat().st_mode & 0o077 == 0


def test_an_empty_stack_is_no_state_and_a_begun_one_is(disk: Disk) -> None:
    assert not disk.holds(STACK)
    _state(disk)
    assert not disk.holds(STACK)
    _state(disk, pending_operations=[{}])
    assert disk.holds(STACK)


def test_encrypted_is_what_stack_file_and_state_agree_on(disk: Disk) -> None:
    _state(disk, secrets_providers={"type": "passphrase", "state": {"salt": "v1:x"}})
    disk.stack_file(STACK).write_text("secretsprovider: awskms:///alias/a\nencryptedkey: x\n")
    assert disk.encrypted_with(STACK) is None
    _state(disk, secrets_providers={"type": "cloud", "state": {"url": "awskms:///alias/a"}})
    assert disk.encrypted_with(STACK) == "awskms:///alias/a"


def test_what_was_moved_is_kept_whole_under_another_name(disk: Disk) -> None:
    assert disk.put_aside() is None
    _state(disk, resources=[{}])
    aside = disk.put_aside()
    assert aside is not None
    assert aside == disk.aside()
    assert list(aside.rglob(f"{STACK}.json"))
    assert not disk.holds(STACK)


def test_two_at_once_are_refused(disk: Disk) -> None:
    with disk.alone(), pytest.raises(OperateError, match="another bootstrap"), disk.alone():
        pass
