"""What Pulumi Cloud is told: whole shapes, order between stacks, permissions."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from layers import load
from operate.deployments.automatic import automatic
from operate.deployments.pulumi_cloud import pre_run_commands, pulumi_cloud_data
from operate.deployments.roles import Role, StackRoles
from operate.deployments.settings import deployments_of

CHECKOUT = Path(__file__).parents[3]


def _data(project: Path) -> dict[str, Any]:
    tree = load(project / "config")
    settings, wrong = deployments_of(tree)
    assert settings
    assert settings.pulumi_cloud
    assert wrong == ()
    return pulumi_cloud_data(tree, settings, settings.pulumi_cloud, automatic(tree, settings, CHECKOUT, project))


def test_a_stack_whose_account_has_roles(automated: Callable[..., Path]) -> None:
    stack = _data(automated())["stacks"]["core-auto"]
    settings = stack["deploymentSettings"]
    assert len(settings["vcs"].pop("paths")) > 10
    assert settings["operationContext"].pop("preRunCommands")[1] == (
        "aws sts get-caller-identity --query Arn --output text"
    )
    own = {"organization": "acme", "project": "rootstock", "stack": "core-auto"}
    assert stack == {
        "deploymentSettings": {
            **own,
            "sourceContext": {"git": {"branch": "refs/heads/main"}},
            "vcs": {
                "provider": "github",
                "repository": "acme/infrastructure",
                "deployCommits": True,
                "previewPullRequests": True,
                "pullRequestTemplate": False,
            },
            "operationContext": {
                "options": {"skipIntermediateDeployments": True, "deleteAfterDestroy": False},
                "environmentVariables": {"PULUMI_ACCESS_TOKEN": "${token}"},
                "oidc": {
                    "aws": {
                        "roleARN": "arn:aws:iam::${core-auto}:role/acme-core-gbl-auto-deploy-plan",
                        "sessionName": "${stack.name}-${deployment.id}",
                        "duration": "1h",
                    }
                },
            },
            "cacheOptions": {"enable": True},
        },
        "driftSchedule": {**own, "scheduleCron": "17 4 * * *", "autoRemediate": False},
        "webhooks": [],
        "team": {
            "name": "rootstock-core-auto",
            "description": "Deployments of core-auto: may change it, and read what it refers to",
            "permissions": {"core-auto": "edit", "core-audit": "read", "core-root-map": "read"},
        },
    }


def test_where_the_ids_of_accounts_are(automated: Callable[..., Path]) -> None:
    assert _data(automated())["accounts"] == {"stack": "core-root-map", "export": "account-map-gbl"}


def test_a_stack_without_roles_or_references_has_neither_credentials_nor_a_team(
    automated: Callable[..., Path],
) -> None:
    stacks = _data(automated())["stacks"]
    assert "oidc" not in stacks["plat-dev"]["deploymentSettings"]["operationContext"]
    assert "team" not in stacks["core-root-state"]
    assert "environmentVariables" not in stacks["core-root-state"]["deploymentSettings"]["operationContext"]


def test_an_update_runs_what_stands_on_it_and_nothing_twice(automated: Callable[..., Path]) -> None:
    stacks = _data(automated())["stacks"]
    run = {name: [one["payloadUrl"] for one in stack["webhooks"]] for name, stack in stacks.items()}
    assert run["core-root"] == ["rootstock/core-root-map"]
    # Every other stack comes after core-audit, where all logs are kept.
    assert run["core-root-map"] == ["rootstock/core-audit"]
    assert {"rootstock/core-root-trail", "rootstock/plat-dev"} <= set(run["core-audit"])
    assert [one["filters"] for one in stacks["core-root"]["webhooks"]] == [["update_succeeded"]]
    assert {one["format"] for stack in stacks.values() for one in stack["webhooks"]} == {"pulumi_deployments"}


def test_people_run_what_makes_the_roles_and_what_is_left_to_them(automated: Callable[..., Path]) -> None:
    section = """
deployments:
  repository: acme/infrastructure
  exclude: [core-root-map, "*-quotas"]
  directory: infrastructure/aws
  pulumi_cloud: {organization: acme, drift_cron: null, teams: false, agent_pool_id: pool-1}
"""
    stacks = _data(automated(section))["stacks"]
    assert {"core-auto-access", "core-root-map", "plat-prod-quotas"}.isdisjoint(stacks)
    stack = stacks["plat-dev"]
    settings = stack["deploymentSettings"]
    assert {"driftSchedule", "team"}.isdisjoint(stack)
    assert settings["agentPoolId"] == "pool-1"
    assert settings["sourceContext"]["git"] == {"branch": "refs/heads/main", "repoDir": "infrastructure/aws"}
    assert all(path.startswith("infrastructure/aws/") for path in settings["vcs"]["paths"])
    # What came after a stack that people run comes after what that one comes after.
    assert "rootstock/core-audit" in [one["payloadUrl"] for one in stacks["core-root"]["webhooks"]]


ROLES = StackRoles(Role("plat-dev", "reader"), Role("plat-dev", "writer"))
FAKE = """#!/bin/sh
echo "$@" >> "$CALLS"
[ "$2" = assume-role-with-web-identity ] && { [ "$REFUSED" ] && exit 254; printf 'KEY\\tSECRET\\tTOKEN\\n'; }
exit 0
"""


@pytest.mark.parametrize(
    ("operation", "refused", "kept"),
    [
        ("update", "", "AWS_ACCESS_KEY_ID=KEY\nAWS_SECRET_ACCESS_KEY=SECRET\nAWS_SESSION_TOKEN=TOKEN\n"),
        ("preview", "", ""),
        ("detect-drift", "", ""),
        ("update", "yes", ""),
    ],
)
def test_only_an_update_goes_on_with_the_apply_role(tmp_path: Path, operation: str, refused: str, kept: str) -> None:
    fake, environment, token = tmp_path / "aws", tmp_path / "environment", tmp_path / "token"
    fake.write_text(FAKE)
    fake.chmod(0o755)
    token.write_text("a.token")
    environment.touch()
    command = pre_run_commands(ROLES, "aws")[0]
    command = command.replace("/PULUMI_ENV", str(environment)).replace("/mnt/pulumi/pulumi.oidc", str(token))
    variables = {
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "CALLS": str(tmp_path / "calls"),
        "REFUSED": refused,
        "PULUMI_CI_OPERATION": operation,
        "PULUMI_CI_STACK": "plat-dev",
        "PULUMI_CI_BUILD_ID": "806bf21f-444f-4825-a80c-afd12cd2526a",
    }
    ended = subprocess.run(["bash", "-c", command], env=variables, check=False)
    assert (ended.returncode != 0) == bool(refused)
    assert environment.read_text() == kept
    if operation == "update":
        assert (tmp_path / "calls").read_text().strip() == (
            "sts assume-role-with-web-identity --role-arn arn:aws:iam::${plat-dev}:role/writer "
            "--role-session-name plat-dev-806bf21f-444f-4825-a80c-afd12cd2526a --web-identity-token a.token "
            "--query Credentials.[AccessKeyId,SecretAccessKey,SessionToken] --output text"
        ).replace("${plat-dev}", "dev")  # the id stands there when it runs
