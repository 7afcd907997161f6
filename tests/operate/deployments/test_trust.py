"""Roles whose trust does not fit the settings are findings where the trust stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from layers import load
from operate.deployments.settings import deployments_of
from operate.deployments.trust import trust_findings

Automated = Callable[..., Path]
CATALOG = "config/catalog/deploy-roles.yaml"
GITHUB = 'github_actions: {backend_url: "s3://acme-core-ue1-root-tfstate"}'
CLOUD = "pulumi_cloud: {organization: acme}"


def found(project: Path) -> list[tuple[str, str]]:
    """Each finding: the line of the catalog that it is about, and what it says of the one account with roles."""
    tree = load(project / "config")
    settings, wrong = deployments_of(tree)
    assert settings, wrong
    lines = (project / CATALOG).read_text().splitlines()
    findings = list(trust_findings(tree, settings))
    assert {Path(one.position.file).name for one in findings} <= {"deploy-roles.yaml"}
    assert {one.rule for one in findings} <= {"RS453"}
    start = "instance 'deploy-roles' of 'core-auto': "
    return [(lines[one.position.line - 1].strip(), one.message.removeprefix(start)) for one in findings]


def section(*lines: str, repository: str = "acme/infrastructure") -> str:
    return "\ndeployments:\n" + "".join(f"  {line}\n" for line in (f"repository: {repository}", *lines))


def trusting(project: Path, **variables: str) -> Path:
    """The project, its roles trusting as written in the place of what the catalog says."""
    file = project / CATALOG
    head = file.read_text().partition("      vars:\n")[0]
    file.write_text(head + "      vars:\n" + "".join(f"        {key}: {value}\n" for key, value in variables.items()))
    return project


def test_what_fits_is_no_finding(automated: Automated) -> None:
    assert found(automated(section(GITHUB, CLOUD))) == []


def test_another_repository_is_named_beside_the_settings(automated: Automated) -> None:
    assert found(automated(section(GITHUB, repository="acme/aws"))) == [
        (
            "github: {repository: acme/infrastructure}",
            "trusts the repository 'acme/infrastructure', and `deployments.repository` is 'acme/aws'",
        )
    ]


def test_another_branch_may_not_change_the_account(automated: Automated) -> None:
    assert found(automated(section(GITHUB, "branch: live"))) == [
        (
            "github: {repository: acme/infrastructure}",
            "the role for updates is for main, and `deployments.branch` is 'live': name it in `branches`",
        )
    ]
    assert found(trusting(automated(""), github="{repository: acme/infrastructure, branches: [live]}")) == []


@pytest.mark.parametrize(
    ("trust", "start"),
    [
        ("environments: [production]", "the role for updates is for jobs in production alone"),
        ("pull_requests: false", "pull requests may not take the role for previews"),
    ],
)
def test_what_the_workflow_does_must_be_let_in(automated: Automated, trust: str, start: str) -> None:
    project = trusting(automated(section(GITHUB)), github=f"{{repository: acme/infrastructure, {trust}}}")
    ((_, message),) = found(project)
    assert message.startswith(start)


def test_roles_that_trust_nobody_of_those_who_deploy(automated: Automated) -> None:
    project = trusting(automated(section(GITHUB, CLOUD)), trust_management_account="true")
    assert [message for _, message in found(project)] == [
        "its roles trust no workflow: write `github: {repository: acme/infrastructure}`",
        "its roles trust no deployment: write `pulumi_cloud: {organization: acme}`",
    ]


@pytest.mark.parametrize(
    ("trust", "message"),
    [
        (
            "{organization: acme-dev}",
            "trusts the organization 'acme-dev', and `deployments.pulumi_cloud.organization` is 'acme'",
        ),
        ("{organization: acme, project: aws}", "trusts the project 'aws', and `deployments.project` is 'rootstock'"),
        (
            "{organization: acme, apply_operations: [refresh]}",
            "deployments run update with this role: name it in `apply_operations`",
        ),
        (
            "{organization: acme, stacks: [core-auto-*]}",
            "machines run core-auto, which may not take the roles: name them",
        ),
    ],
)
def test_what_pulumi_cloud_does_must_be_let_in(automated: Automated, trust: str, message: str) -> None:
    project = trusting(automated(section(CLOUD)), pulumi_cloud=trust)
    assert [text for _, text in found(project)] == [message]


def test_accounts_that_people_deploy_may_trust_whom_they_like(automated: Automated) -> None:
    assert found(automated(section(GITHUB, 'exclude: ["core-auto*"]', repository="acme/aws"))) == []
