"""What the roles may do besides what their managed policies say."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.policy_document import Statement, document, statement
from components.deploy_roles.trust import Purpose
from components.deploy_roles.variables import DeployRolesVariables


def inline_policy(variables: DeployRolesVariables, purpose: Purpose) -> str | None:
    """The inline policy of a role, None where it would say nothing."""
    statements = list(_statements(variables, purpose))
    return document(statements) if statements else None


def managed_policies(variables: DeployRolesVariables, purpose: Purpose, partition: str) -> list[str]:
    """The ARNs of a role's managed policies."""
    named = variables.plan_policies if purpose is Purpose.PLAN else variables.apply_policies
    return [one if one.startswith("arn:") else f"arn:{partition}:iam::aws:policy/{one}" for one in named]


def _statements(variables: DeployRolesVariables, purpose: Purpose) -> Iterator[Statement]:
    planning = purpose is Purpose.PLAN
    if planning and variables.plan_denied_actions:
        yield statement("NoData", "Deny", variables.plan_denied_actions)
    state_roles = variables.plan_state_role_arns if planning else variables.apply_state_role_arns
    if state_roles:
        yield statement("State", "Allow", ["sts:AssumeRole", "sts:TagSession"], state_roles)
