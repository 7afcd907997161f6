"""Who may take the roles: trust by the subject of a token, and by principal for people.

A subject of Pulumi Deployments names organization, project, stack and operation
(https://www.pulumi.com/docs/deployments/guides/oidc/); one of GitHub Actions names the repository and the branch, the
environment, or that it is about a pull request
(https://docs.github.com/en/actions/reference/security/oidc).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from blocks.policy_document import Conditions, Statement, account_root, document, statement
from components.deploy_roles.variables import DeployRolesVariables, GithubTrust, PulumiCloudTrust

PULUMI_ISSUER = "api.pulumi.com/oidc"
GITHUB_ISSUER = "token.actions.githubusercontent.com"
GITHUB_AUDIENCE = "sts.amazonaws.com"
_BY_TOKEN = ("sts:AssumeRoleWithWebIdentity",)
_BY_PRINCIPAL = ("sts:AssumeRole", "sts:TagSession")


class Purpose(StrEnum):
    """What a role is for."""

    PLAN = "plan"
    APPLY = "apply"


@dataclass(frozen=True)
class Trusting:
    """The surroundings of the roles: the account they are in, and the management account where it is known."""

    partition: str
    account_id: str
    management_id: str | None = None

    def provider(self, issuer: str) -> str:
        """The ARN of the account's identity provider for an issuer; AWS has one for each."""
        return f"arn:{self.partition}:iam::{self.account_id}:oidc-provider/{issuer}"


def trust_policy(variables: DeployRolesVariables, purpose: Purpose, trusting: Trusting) -> str:
    """The trust of one role, as the text that AWS is sent."""
    return document(_statements(variables, purpose, trusting))


def _statements(variables: DeployRolesVariables, purpose: Purpose, trusting: Trusting) -> Iterator[Statement]:
    cloud, github = variables.pulumi_cloud, variables.github
    if cloud:
        subjects = pulumi_subjects(cloud, purpose, variables.stacks)
        yield _by_token("PulumiDeployments", trusting, PULUMI_ISSUER, cloud.organization, subjects)
    if github:
        yield _by_token("GithubActions", trusting, GITHUB_ISSUER, GITHUB_AUDIENCE, github_subjects(github, purpose))
    if variables.trust_management_account:
        root = account_root(trusting.partition, trusting.management_id or trusting.account_id)
        yield statement("Administrators", "Allow", _BY_PRINCIPAL, None, {"AWS": root})
    if variables.trusted_principal_arns:
        roots = sorted(
            {account_root(trusting.partition, arn.split(":")[4]) for arn in variables.trusted_principal_arns}
        )
        named = {"AWS": roots[0] if len(roots) == 1 else roots}
        conditions = {"ArnLike": {"aws:PrincipalArn": variables.trusted_principal_arns}}
        yield statement("Principals", "Allow", _BY_PRINCIPAL, None, named, conditions)


def pulumi_subjects(cloud: PulumiCloudTrust, purpose: Purpose, stacks: Iterable[str]) -> list[str]:
    """The subjects of deployments that may take a role: every stack with every operation of its purpose."""
    operations = cloud.plan_operations if purpose is Purpose.PLAN else cloud.apply_operations
    start = f"pulumi:deploy:org:{cloud.organization}:project:{cloud.project}"
    return [f"{start}:stack:{stack}:operation:{operation}:scope:write" for stack in stacks for operation in operations]


def github_subjects(github: GithubTrust, purpose: Purpose) -> list[str]:
    """The subjects of workflows that may take a role. Whoever may change may read."""
    start = f"repo:{github.repository}"
    branches = [f"{start}:ref:refs/heads/{branch}" for branch in github.branches]
    environments = [f"{start}:environment:{name}" for name in github.environments]
    if purpose is Purpose.APPLY:
        return environments or branches
    return [*branches, *environments, *([f"{start}:pull_request"] if github.pull_requests else [])]


def _by_token(sid: str, trusting: Trusting, issuer: str, audience: str, subjects: list[str]) -> Statement:
    conditions: Conditions = {"StringEquals": {f"{issuer}:aud": audience}, "StringLike": {f"{issuer}:sub": subjects}}
    return statement(sid, "Allow", _BY_TOKEN, None, {"Federated": trusting.provider(issuer)}, conditions)
