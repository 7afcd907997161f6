"""The roles that machines take for each Pulumi stack: in its account, and at the state."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from blocks.deploy_roles import KIND, deploy_role_names
from components.tfstate_backend.access import AccessRole
from components.tfstate_backend.variables import TfstateBackendVariables
from layers import Instance, Tree
from model.stack_name import StackName
from program.stacks import StackPlan, kind_of
from program.variables import validated

_STATE = "tfstate-backend"


@dataclass(frozen=True)
class Role:
    """A role by the name of its account, whose id only the account map knows, and its own."""

    account: str
    name: str

    def arn(self, partition: str = "aws") -> str:
        """Its ARN, with ``${account}`` in the place of the id."""
        return f"arn:{partition}:iam::${{{self.account}}}:role/{self.name}"


@dataclass(frozen=True)
class StackRoles:
    """What previews and updates of one stack take; the access roles to the state where there are any."""

    plan: Role
    apply: Role
    plan_state: Role | None = None
    apply_state: Role | None = None


def is_run_by_people(plan: StackPlan) -> bool:
    """Whether a stack makes the roles of its account: no machine can take them before they are there."""
    return any(instance.kind == KIND for instance in plan.instances)


def stack_roles(tree: Tree) -> dict[str, StackRoles]:
    """The roles of each account that has some, by the account's name; without those at the state."""
    found = {}
    for instance in tree.instances():
        if instance.kind == KIND and instance.vars.get("enabled") is not False:
            names, account = deploy_role_names(instance.vars), instance.stack.account
            found[account] = StackRoles(Role(account, names.plan_role), Role(account, names.apply_role))
    return found


def with_state(roles: StackRoles, name: StackName, backends: list[TfstateBackendVariables]) -> StackRoles:
    """The roles with the access roles that they may take to reach the state of one stack."""
    plan_state = _state_role(roles.plan, name, backends, write=False)
    return StackRoles(roles.plan, roles.apply, plan_state, _state_role(roles.apply, name, backends, write=True))


def backends_of(tree: Tree) -> list[TfstateBackendVariables]:
    """The state backends that the tree configures, as far as they validate."""
    return list(_backends(tree))


def _backends(tree: Tree) -> Iterator[TfstateBackendVariables]:
    for instance in tree.instances():
        if instance.kind == _STATE:
            variables = _variables(instance)
            if variables and variables.enabled:
                yield variables


def _variables(instance: Instance) -> TfstateBackendVariables | None:
    kind = kind_of(instance)
    return cast("TfstateBackendVariables | None", validated(kind, instance)[0]) if kind else None


def _state_role(role: Role, name: StackName, backends: list[TfstateBackendVariables], write: bool) -> Role | None:
    for backend in backends:
        for key, access in backend.roles.items():
            if access.write_enabled == write and _may_take(role, access) and _reaches(access, str(name)):
                return Role(backend.own_account, backend.role_context(key).id)
    return None


def _may_take(role: Role, access: AccessRole) -> bool:
    named = [*access.allowed_roles.get(role.account, ()), *access.allowed_roles.get("*", ())]
    return any(fnmatch.fnmatchcase(role.name, pattern) for pattern in named)


def _reaches(access: AccessRole, stack: str) -> bool:
    reached = any(fnmatch.fnmatchcase(stack, pattern) for pattern in access.stacks)
    return reached and not any(fnmatch.fnmatchcase(stack, pattern) for pattern in access.denied_stacks)
