"""RS453: roles whose trust does not fit the settings: machines would be refused when they ask for them."""

from __future__ import annotations

import fnmatch
from collections.abc import Collection, Iterator
from typing import cast

from blocks.deploy_roles import KIND
from components.deploy_roles.variables import DeployRolesVariables, GithubTrust, PulumiCloudTrust
from layers import Instance, Tree
from model.finding import Finding, Path, listing
from operate.deployments.automatic import run_by_machines
from operate.deployments.settings import Deployments
from program.stacks import kind_of, stack_plans
from program.variables import validated

RULE = "RS453"
_APPLY = ("update",)
_PLAN = ("preview", "update")


def trust_findings(tree: Tree, settings: Deployments) -> Iterator[Finding]:
    """Each place where `deploy-roles` of an account with stacks that machines run would let none of them in."""
    chosen = run_by_machines(tree, settings)
    for instance in tree.instances():
        variables = _variables(instance)
        if variables is None:
            continue
        stacks = [str(name) for name in stack_plans(tree) if name.account == instance.stack.account]
        if run := sorted(chosen.intersection(stacks)):
            for path, text in _disagreements(settings, variables, run):
                yield Finding(instance.position(("vars", *path)), RULE, f"{_of(instance)}: {text}")


def _of(instance: Instance) -> str:
    return f"instance '{instance.name}' of '{instance.stack.account}'"


def _variables(instance: Instance) -> DeployRolesVariables | None:
    kind = kind_of(instance) if instance.kind == KIND else None
    variables = cast("DeployRolesVariables | None", validated(kind, instance)[0]) if kind else None
    return variables if variables and variables.enabled else None


def _disagreements(
    settings: Deployments, variables: DeployRolesVariables, stacks: Collection[str]
) -> Iterator[tuple[Path, str]]:
    if settings.github_actions:
        if variables.github is None:
            yield (), f"its roles trust no workflow: write `github: {{repository: {settings.repository}}}`"
        else:
            yield from _github(settings, variables.github)
    if settings.pulumi_cloud:
        if variables.pulumi_cloud is None:
            organization = settings.pulumi_cloud.organization
            yield (), f"its roles trust no deployment: write `pulumi_cloud: {{organization: {organization}}}`"
        else:
            yield from _cloud(settings, settings.pulumi_cloud.organization, variables.pulumi_cloud)
            yield from _stacks(variables, stacks)


def _github(settings: Deployments, trust: GithubTrust) -> Iterator[tuple[Path, str]]:
    if trust.repository != settings.repository:
        text = f"trusts the repository '{trust.repository}', and `deployments.repository` is '{settings.repository}'"
        yield ("github", "repository"), text
    if trust.environments:
        text = (
            f"the role for updates is for jobs in {listing(trust.environments)} alone, and the generated workflow runs "
            "in no environment: take `environments` out"
        )
        yield ("github", "environments"), text
    elif settings.branch not in trust.branches:
        text = (
            f"the role for updates is for {listing(trust.branches)}, and `deployments.branch` is '{settings.branch}': "
            "name it in `branches`"
        )
        yield ("github", "branches"), text
    if not trust.pull_requests:
        text = "pull requests may not take the role for previews, and the generated workflow previews them"
        yield ("github", "pull_requests"), text


def _cloud(settings: Deployments, organization: str, trust: PulumiCloudTrust) -> Iterator[tuple[Path, str]]:
    if trust.organization != organization:
        text = (
            f"trusts the organization '{trust.organization}', and `deployments.pulumi_cloud.organization` is "
            f"'{organization}'"
        )
        yield ("pulumi_cloud", "organization"), text
    if trust.project != settings.project:
        text = f"trusts the project '{trust.project}', and `deployments.project` is '{settings.project}'"
        yield ("pulumi_cloud", "project"), text
    for key, wanted in (("plan_operations", _PLAN), ("apply_operations", _APPLY)):
        if lacking := [one for one in wanted if one not in getattr(trust, key)]:
            yield ("pulumi_cloud", key), f"deployments run {listing(lacking)} with this role: name it in `{key}`"


def _stacks(variables: DeployRolesVariables, stacks: Collection[str]) -> Iterator[tuple[Path, str]]:
    refused = [one for one in stacks if not any(fnmatch.fnmatchcase(one, glob) for glob in variables.stacks)]
    if refused:
        yield ("pulumi_cloud", "stacks"), f"machines run {listing(refused)}, which may not take the roles: name them"
