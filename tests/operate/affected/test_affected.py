"""Why an instance is affected: values, policies, code, stack file, requirements; and what depends on it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from layers import load
from operate.affected import Affected, affected, affected_stacks
from operate.errors import OperateError

CHECKOUT = Path(__file__).parents[3]
PARTS = ("__main__.py", "Pulumi.yaml", "requirements.txt", "model", "blocks", "layers", "org", "components", "program")
SETTINGS = "components/account_settings"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with configuration and code, committed."""
    for name in ("config", *PARTS):
        source = CHECKOUT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tmp_path)
    shutil.copy(CHECKOUT / "Pulumi.plat-dev.yaml", tmp_path)
    who = ["-c", "user.name=somebody", "-c", "user.email=somebody@acme.example"]
    for command in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "before"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    return tmp_path


def found(checkout: Path) -> tuple[Affected, ...]:
    return affected(checkout, checkout / "config", "HEAD")


def told(checkout: Path) -> dict[str, tuple[str, ...]]:
    return {f"{one.instance.config_stack} {one.instance.name}": one.why for one in found(checkout)}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_nothing_changed_nothing_affected(checkout: Path) -> None:
    assert found(checkout) == ()


def test_a_policy_in_a_catalog_affects_the_organization_alone(checkout: Path) -> None:
    edit(checkout / "config/catalog/policies/cloudtrail.yaml", "cloudtrail:", "cloudtrail:X")
    assert told(checkout) == {"core-gbl-root account": ("stack.policies",)}
    assert affected_stacks(checkout, checkout / "config", "HEAD") >= {"core-root", "core-root-map", "plat-dev"}


def test_a_comment_in_a_catalog_affects_nothing(checkout: Path) -> None:
    edit(checkout / "config/catalog/policies/cloudtrail.yaml", "", "# a comment\n")
    assert told(checkout) == {}


def test_a_stack_file_affects_its_stack(checkout: Path) -> None:
    edit(checkout / "Pulumi.plat-dev.yaml", "", "secretsprovider: awskms://alias/state\n")
    one, *_ = found(checkout)
    assert (one.pulumi_stack, one.why, one.file) == ("plat-dev", ("stack.file",), "Pulumi.plat-dev.yaml")


def test_code_of_a_kind_affects_its_instances(checkout: Path) -> None:
    edit(checkout / SETTINGS / "resource.py", "", "# changed\n")
    assert set(told(checkout).values()) == {("component",)}
    assert {one.instance.kind for one in found(checkout)} == {"account-settings"}
    assert {one.file for one in found(checkout)} == {f"{SETTINGS}/resource.py"}


def test_what_a_kind_imports_counts_as_its_module(checkout: Path) -> None:
    edit(checkout / "org/policy/document.py", "", "# changed\n")
    assert told(checkout) == {"core-gbl-root account": ("component.module",)}


@pytest.mark.parametrize(("file", "why"), [("requirements.txt", "requirements"), ("program/run.py", "program")])
def test_what_every_stack_runs_by_affects_all(checkout: Path, file: str, why: str) -> None:
    edit(checkout / file, "", "# changed\n")
    assert set(told(checkout).values()) == {(why,)}
    assert len(found(checkout)) == len(list(load(checkout / "config").instances()))


def test_a_new_instance_and_one_that_is_gone(checkout: Path) -> None:
    (checkout / "config/orgs/acme/plat/dev/global-region.yaml").rename(checkout / "kept")
    assert told(checkout) == {
        "plat-gbl-dev account-settings": ("deleted.stack",),
        "plat-gbl-dev aws-config": ("deleted.stack",),
        "plat-gbl-dev cloudtrail": ("deleted.stack",),
    }
    one, *_ = found(checkout)
    assert (one.deleted, one.pulumi_stack) == ("stack", None)
    for command in (["add", "-A"], ["-c", "user.name=x", "-c", "user.email=x@acme.example", "commit", "-q", "-m", "x"]):
        subprocess.run(["git", *command], cwd=checkout, check=True)
    (checkout / "kept").rename(checkout / "config/orgs/acme/plat/dev/global-region.yaml")
    one, *_ = found(checkout)
    assert one.why[0] == "stack.metadata"
    assert one.pulumi_stack == "plat-dev"


def test_who_depends_on_the_account_map(checkout: Path) -> None:
    edit(checkout / "config/catalog/account-map.yaml", "vars:", "vars:\n        tags: {Edited: x}")
    (one,) = found(checkout)
    assert one.instance.name == "account-map"
    assert len({dependent.stack.account for dependent in one.dependents} - {"core-root"}) == 11
    assert not one.included_in_dependents


def test_an_unknown_revision_is_named(checkout: Path) -> None:
    with pytest.raises(OperateError, match="git knows no revision 'nowhere'"):
        affected(checkout, checkout / "config", "nowhere")
