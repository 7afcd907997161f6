"""Which state backend a configuration has, and what it must be like to come before everything else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.bootstrapped import write_configuration
from layers import load
from operate.bootstrap.backend import Backend, state_backend
from operate.errors import NotConfigured, OperateError


@pytest.fixture
def found(tmp_path: Path) -> Callable[..., Backend]:
    """The backend of the small organization after an edit of its manifest, with further variables."""

    def find(*edits: tuple[str, str], stack: str | None = None, **variables: object) -> Backend:
        write_configuration(tmp_path, **variables)
        manifest = tmp_path / "orgs/state.yaml"
        for old, new in edits:
            assert old in manifest.read_text()
            manifest.write_text(manifest.read_text().replace(old, new))
        return state_backend(load(tmp_path), stack)

    return find


def test_it_is_known_before_anything_exists(found: Callable[..., Backend]) -> None:
    backend = found()
    assert (backend.stack, backend.bucket) == ("core-root-state", "small-core-ue1-root-tfstate")
    assert backend.url == "s3://small-core-ue1-root-tfstate?region=us-east-1&awssdk=v2"
    key = "awskms:///alias/small-core-ue1-root-tfstate-secrets?region=us-east-1&awssdk=v2"
    assert backend.secrets_provider == key


def test_without_an_instance_it_says_what_to_import(found: Callable[..., Backend]) -> None:
    with pytest.raises(OperateError, match=r"no instance of the kind.*import catalog/tfstate-backend"):
        found(("tfstate-backend:", "account-settings:"))


def test_a_disabled_instance_is_none(found: Callable[..., Backend]) -> None:
    with pytest.raises(OperateError, match="no instance of the kind"):
        found(enabled=False)


def test_among_several_one_must_be_chosen(found: Callable[..., Backend]) -> None:
    second = "  pulumi:\n    second:\n      metadata: {component: tfstate-backend}\n      settings: {slice: other}\n"
    twice = ("  pulumi:\n", f"{second}      vars: {{name: other}}\n")
    with pytest.raises(NotConfigured, match=r"choose one with --stack \(core-root-other, core-root-state\)"):
        found(twice)
    assert found(twice, stack="core-root-other").bucket == "small-core-ue1-root-other"
    with pytest.raises(NotConfigured, match=r"'core-root-sate' makes no state backend.*did you mean 'core-root-state'"):
        found(twice, stack="core-root-sate")


def test_it_must_stand_on_nothing(found: Callable[..., Backend]) -> None:
    reference = "name: tfstate\n        organization_id: !output account-map core-gbl-root organization_id"
    with pytest.raises(OperateError, match="stack 'core-root-state' comes after core-root-map, and must come before"):
        found(("name: tfstate", reference))


def test_secrets_need_a_key(found: Callable[..., Backend]) -> None:
    with pytest.raises(OperateError, match="pulumi_secrets_key_enabled: true"):
        found(pulumi_secrets_key_enabled=False)
