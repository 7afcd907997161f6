"""Who may take the roles: trusts, evaluated as IAM does."""

from __future__ import annotations

import json
from typing import Any

import pytest

from components.deploy_roles.trust import GITHUB_ISSUER, PULUMI_ISSUER, Purpose, Trusting, trust_policy
from components.deploy_roles.variables import DeployRolesVariables
from org.policy.evaluate import Request, matches

OWN, MANAGEMENT, FOREIGN = "222222222222", "111111111111", "999999999999"
TRUSTING = Trusting("aws", OWN, MANAGEMENT)
LABELS = {"namespace": "acme", "tenant": "plat", "environment": "gbl", "stage": "dev"}
CLOUD = {"organization": "acme"}
GITHUB = {"repository": "acme/infrastructure"}
PULL_REQUEST = "repo:acme/infrastructure:pull_request"
MAIN = "repo:acme/infrastructure:ref:refs/heads/main"


def _statements(purpose: Purpose, **variables: Any) -> list[dict[str, Any]]:
    policy = trust_policy(DeployRolesVariables.model_validate(LABELS | variables), purpose, TRUSTING)
    statements: list[dict[str, Any]] = json.loads(policy)["Statement"]
    return statements


def _takes(statements: list[dict[str, Any]], issuer: str, subject: str, audience: str, account: str = OWN) -> bool:
    """Whether a bearer of a token may take the role: some statement is about its provider, audience and subject."""
    context = {f"{issuer}:sub": subject, f"{issuer}:aud": audience}
    request = Request("sts:AssumeRoleWithWebIdentity", context=context)
    provider = f"arn:aws:iam::{account}:oidc-provider/{issuer}"
    return any(one["Principal"].get("Federated") == provider and matches(one, request) for one in statements)


def _deployment(purpose: Purpose, subject: str, audience: str = "acme", **cloud: Any) -> bool:
    return _takes(_statements(purpose, pulumi_cloud=CLOUD | cloud), PULUMI_ISSUER, subject, audience)


def _workflow(purpose: Purpose, subject: str, audience: str = "sts.amazonaws.com", **github: Any) -> bool:
    return _takes(_statements(purpose, github=GITHUB | github), GITHUB_ISSUER, subject, audience)


def _subject(stack: str = "plat-dev", operation: str = "update", organization: str = "acme", **more: str) -> str:
    project, scope = more.get("project", "rootstock"), more.get("scope", "write")
    return f"pulumi:deploy:org:{organization}:project:{project}:stack:{stack}:operation:{operation}:scope:{scope}"


@pytest.mark.parametrize("stack", ["plat-dev", "plat-dev-quotas"])
def test_updates_of_the_accounts_stacks_may_change_it(stack: str) -> None:
    assert _deployment(Purpose.APPLY, _subject(stack))


@pytest.mark.parametrize("operation", ["preview", "refresh", "detect-drift", "remediate-drift", "destroy"])
def test_nothing_but_updates_may_change_it(operation: str) -> None:
    assert not _deployment(Purpose.APPLY, _subject(operation=operation))


@pytest.mark.parametrize("operation", ["preview", "refresh", "detect-drift", "update"])
def test_previews_and_what_begins_with_them_may_read(operation: str) -> None:
    assert _deployment(Purpose.PLAN, _subject(operation=operation))


@pytest.mark.parametrize("operation", ["remediate-drift", "destroy"])
def test_machines_neither_repair_nor_destroy(operation: str) -> None:
    assert not _deployment(Purpose.PLAN, _subject(operation=operation))


@pytest.mark.parametrize(
    "subject",
    [
        _subject("plat-prod"),
        _subject("plat-devel"),
        _subject("core-root"),
        _subject(organization="acme2"),
        _subject(project="other"),
        _subject(scope="read"),
        "pulumi:environments:org:acme:env:plat-dev",
        "",
    ],
)
@pytest.mark.parametrize("purpose", Purpose)
def test_another_stack_project_or_organization_may_not(purpose: Purpose, subject: str) -> None:
    assert not _deployment(purpose, subject)


def test_the_audience_must_be_the_organization() -> None:
    assert not _deployment(Purpose.APPLY, _subject(), "acme2")
    assert not _deployment(Purpose.PLAN, _subject(), "sts.amazonaws.com")


def test_a_provider_of_another_account_is_another_provider() -> None:
    statements = _statements(Purpose.APPLY, pulumi_cloud=CLOUD)
    assert not _takes(statements, PULUMI_ISSUER, _subject(), "acme", FOREIGN)


def test_stacks_and_operations_can_be_chosen() -> None:
    assert _deployment(Purpose.APPLY, _subject("plat-dev-quotas"), stacks=["plat-dev-quotas"])
    assert not _deployment(Purpose.APPLY, _subject("plat-dev"), stacks=["plat-dev-quotas"])
    assert _deployment(Purpose.APPLY, _subject(operation="destroy"), apply_operations=["update", "destroy"])


def test_the_branch_may_change_and_pull_requests_may_read() -> None:
    assert _workflow(Purpose.APPLY, MAIN)
    assert _workflow(Purpose.PLAN, MAIN)
    assert _workflow(Purpose.PLAN, PULL_REQUEST)
    assert not _workflow(Purpose.APPLY, PULL_REQUEST)
    assert not _workflow(Purpose.PLAN, PULL_REQUEST, pull_requests=False)


@pytest.mark.parametrize(
    "subject",
    [
        "repo:acme/infrastructure:ref:refs/heads/mainly",
        "repo:acme/infrastructure:ref:refs/heads/feature",
        "repo:acme/infrastructure:ref:refs/tags/main",
        "repo:acme/other:ref:refs/heads/main",
        "repo:acme/infrastructure-fork:pull_request",
        "repo:somebody/infrastructure:ref:refs/heads/main",
        "repo:somebody/infrastructure:pull_request",
        "repo:acme/infrastructure:environment:production",
    ],
)
@pytest.mark.parametrize("purpose", Purpose)
def test_another_branch_or_repository_may_not(purpose: Purpose, subject: str) -> None:
    assert not _workflow(purpose, subject)


def test_the_audience_must_be_sts() -> None:
    assert not _workflow(Purpose.APPLY, MAIN, "https://github.com/acme")


def test_an_environment_takes_the_place_of_the_branch() -> None:
    guarded = "repo:acme/infrastructure:environment:plat-dev"
    assert _workflow(Purpose.APPLY, guarded, environments=["plat-dev"])
    assert not _workflow(Purpose.APPLY, MAIN, environments=["plat-dev"])
    assert _workflow(Purpose.PLAN, guarded, environments=["plat-dev"])


def test_each_issuer_is_trusted_for_its_own_subjects_only() -> None:
    statements = _statements(Purpose.APPLY, github=GITHUB, pulumi_cloud=CLOUD)
    assert not _takes(statements, GITHUB_ISSUER, _subject(), "sts.amazonaws.com")
    assert not _takes(statements, PULUMI_ISSUER, MAIN, "acme")


def _person(statements: list[dict[str, Any]], account: str, role: str) -> bool:
    arn, root = f"arn:aws:iam::{account}:role/{role}", f"arn:aws:iam::{account}:root"
    request = Request("sts:AssumeRole", context={"aws:PrincipalArn": arn})
    return any(one["Principal"].get("AWS") == root and matches(one, request) for one in statements)


def test_people_come_from_the_management_account_or_are_named() -> None:
    named = f"arn:aws:iam::{FOREIGN}:role/Platform*"
    statements = _statements(Purpose.APPLY, github=GITHUB, trusted_principal_arns=[named])
    assert _person(statements, MANAGEMENT, "SuperAdmin")
    assert _person(statements, FOREIGN, "PlatformAdmin")
    assert not _person(statements, FOREIGN, "Somebody")
    assert not _person(_statements(Purpose.APPLY, github=GITHUB, trust_management_account=False), MANAGEMENT, "Any")
