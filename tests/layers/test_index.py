"""The index remembers, and is never trusted for what changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from layers import load, load_part, load_stack
from layers.index import index_file
from layers.library import Library

HERE = Path(__file__).parent


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tree of two config stacks whose index is old enough to be trusted."""
    monkeypatch.setenv("ROOTSTOCK_CACHE", str(tmp_path / "cache"))
    shutil.copytree(HERE / "good" / "several-manifests", tmp_path / "config")
    _age(tmp_path / "config")
    return tmp_path / "config"


def _age(root: Path) -> None:
    """Makes all files look an hour old, as far as anybody can: their change time stays."""
    for path in (root, *root.rglob("*")):
        os.utime(path, (path.stat().st_atime, path.stat().st_mtime - 3600))


def _names(root: Path, stack: str) -> set[str]:
    stacks = load_stack(root, stack).stacks
    return {name for part in stacks[stack].instances.values() for name in part} if stack in stacks else set()


def test_a_stack_is_found_by_name_manifest_or_account(root: Path) -> None:
    assert list(load_part(root, ["core-gbl-root"]).stacks) == ["core-gbl-root"]
    assert list(load_part(root, accounts=[("core", "audit")]).stacks) == ["core-gbl-audit"]
    assert list(load_part(root, ["core-gbl-root"], [("core", "audit")]).stacks) == ["core-gbl-audit", "core-gbl-root"]
    assert _names_of_manifest(root) == {"account-settings", "shared/defaults"}


def _names_of_manifest(root: Path) -> set[str]:
    [stack] = load_stack(root, "orgs/baseline").stacks.values()
    return {name for part in stack.instances.values() for name in part}


def test_a_stack_that_does_not_exist_is_empty(root: Path) -> None:
    assert load_stack(root, "core-gbl-nowhere").stacks == {}


def _move_to_audit(root: Path) -> None:
    path = root / "orgs" / "baseline.yaml"
    path.write_text(path.read_text() + "vars: {stage: audit}\n")


def _new_manifest(root: Path) -> None:
    text = "vars: {tenant: core, environment: gbl, stage: audit}\ncomponents: {pulumi: {account-settings: {}}}\n"
    (root / "orgs" / "new.yaml").write_text(text)


def _same_size_and_time(root: Path) -> None:
    path = root / "orgs" / "monitoring.yaml"
    before = path.stat()
    path.write_text(path.read_text().replace("other-stack", "same-length"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_move_to_audit, {"account-settings", "other-stack"}),
        (_new_manifest, {"account-settings", "other-stack"}),
        (_same_size_and_time, {"same-length"}),
    ],
)
def test_what_changed_is_noticed(root: Path, change: Callable[[Path], None], expected: set[str]) -> None:
    assert _names(root, "core-gbl-audit") == {"other-stack"}
    change(root)
    assert _names(root, "core-gbl-audit") >= expected


def test_a_manifest_that_is_gone_is_forgotten(root: Path) -> None:
    assert _names(root, "core-gbl-audit") == {"other-stack"}
    (root / "orgs" / "monitoring.yaml").unlink()
    assert _names(root, "core-gbl-audit") == set()


def test_a_damaged_index_is_made_anew(root: Path) -> None:
    _names(root, "core-gbl-root")
    index = index_file(str(root))
    content = index.read_bytes()
    for damaged in (b"", b"\xff\x00", content[:-1], content[:-1] + b"x", b"x" + content[1:]):
        index.write_bytes(damaged)
        assert _names(root, "core-gbl-audit") == {"other-stack"}


def test_a_cache_that_cannot_be_written_is_no_problem(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROOTSTOCK_CACHE", "/dev/null/cache")
    assert _names(root, "core-gbl-audit") == {"other-stack"}


def test_a_manifest_without_its_import_shows_in_every_stack(root: Path) -> None:
    (root / "orgs" / "lost.yaml").write_text("import: [catalog/lost]\n")
    assert [finding.rule for finding in load_stack(root, "core-gbl-audit").findings] == ["RS111"]


def test_other_stacks_are_not_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "orgs" / "far.yaml").write_text("vars: {tenant: plat, environment: gbl, stage: dev}\n")
    load_stack(root, "core-gbl-audit")
    read: list[str] = []
    original = Library.layered
    monkeypatch.setattr(Library, "layered", lambda self, path, *rest: read.append(path) or original(self, path, *rest))
    load_stack(root, "core-gbl-audit")
    assert str(root / "orgs" / "far.yaml") not in read
    assert str(root / "orgs" / "monitoring.yaml") in read


def test_a_part_has_the_findings_of_the_whole(root: Path) -> None:
    _new_manifest(root)
    (root / "orgs" / "again.yaml").write_text((root / "orgs" / "new.yaml").read_text())
    assert load_stack(root, "core-gbl-audit").findings == load(root).findings
