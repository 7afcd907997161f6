"""What is said of accounts that leave, and which stacks are still deployed."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.dispatch import main
from layers import load
from operate.errors import NotConfigured
from operate.stacks import dependencies, known, retired_stacks, targets
from program.retired_accounts import retired_accounts
from program.validation import findings
from tests.cli.conftest import config as config

ROOT = "orgs/acme/core/root/global-region.yaml"


@pytest.fixture
def state(config: Path):
    """The tree with `plat-dev` in some state, and a unit that locks it up."""

    def _state(name: str, manifest: str = ROOT):
        path = config / manifest
        path.write_text(path.read_text().replace("plat-dev: {", f"plat-dev: {{state: {name}, ", 1))
        return load(config)

    return _state


def rules(tree) -> list[tuple[str, str]]:
    return [(one.rule, one.severity) for one in findings(tree) if one.rule.startswith("RS4")]


def test_all_accounts_are_in_use_at_first(config: Path) -> None:
    tree = load(config)

    assert retired_accounts(tree) == {}
    assert "plat-dev" in dependencies(tree)


@pytest.mark.parametrize("name", ["suspended", "closing", "closed"])
def test_stacks_of_an_account_that_leaves_are_not_deployed(state, name: str) -> None:
    tree = state(name)

    assert "plat-dev" not in dependencies(tree)
    assert {stack: one.state for stack, one in retired_stacks(tree).items()} == {"plat-dev": name}
    with pytest.raises(
        NotConfigured, match=f"'plat-dev' is not deployed: account 'plat-dev' is {name} \\(config/orgs/"
    ):
        known(dependencies(tree), ["plat-dev"], retired_stacks(tree))
    assert "plat-dev" not in targets(tree, "account")


@pytest.mark.parametrize(("name", "found"), [("suspended", []), ("closed", [("RS412", "warning")])])
def test_manifests_of_a_closed_account_are_left_over(state, name: str, found: list[tuple[str, str]]) -> None:
    assert rules(state(name)) == found


def test_the_warning_stands_at_the_state_and_names_the_manifest(state) -> None:
    (warning,) = (one for one in findings(state("closing")) if one.rule == "RS412")

    assert str(warning.position).startswith(f"config/{ROOT}:")
    assert "nothing is deployed from config/orgs/acme/plat/dev/" in warning.message


def test_what_an_account_in_use_needs_of_one_that_leaves_is_an_error_where_it_is_needed(state, config: Path) -> None:
    bucket = config / "orgs/acme/plat/dev/global-region.yaml"
    bucket.write_text(f"{bucket.read_text()}    cloudtrail-bucket:\n      vars: {{name: logs}}\n")
    trail = config / "orgs/acme/core/root/trail.yaml"
    trail.write_text(
        "import: [orgs/acme/_defaults]\n"
        "vars: {tenant: core, environment: gbl, stage: root}\n"
        "components:\n"
        "  pulumi:\n"
        "    cloudtrail:\n"
        "      vars:\n"
        "        name: trail\n"
        "        cloudtrail_bucket_tenant_name: plat\n"
        "        cloudtrail_bucket_stage_name: dev\n"
    )
    assert [one for one in findings(load(config)) if one.rule == "RS413"] == []

    (needed,) = (one for one in findings(state("closing")) if one.rule == "RS413")

    assert str(needed.position).startswith("config/orgs/acme/core/root/trail.yaml:")
    assert needed.message.startswith(
        "cloudtrail 'cloudtrail': needs 'cloudtrail-bucket' of 'plat-gbl-dev', and account 'plat-dev' is closing ("
    )
    assert needed.message.endswith("): move it first")


def test_only_what_the_configuration_lets_go_is_closed(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["account", "close", "plat-dve"]) == 2
    assert "has no account 'plat-dve' (did you mean 'plat-dev'?)" in capsys.readouterr().err
    assert main(["account", "close", "plat-dev"]) == 1
    assert "account 'plat-dev' is active in the configuration: write `state: closing`" in capsys.readouterr().err
    assert main(["account", "close", "core-root"]) == 1
    assert "'core-root' is the management account" in capsys.readouterr().err
