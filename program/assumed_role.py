"""The role that the stacks of an account run with: ``settings.assume_role``.

A name is a role that the provider assumes, whoever runs the stack. ``{plan: …, apply: …}`` are the roles of
`deploy-roles`, taken before `pulumi` starts: then the provider names no role at all. What a provider is told is kept
in the state, so a preview that named another role than the last update would show a change in every stack.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from blocks.deploy_roles import KIND
from layers import Instance, Tree
from model.finding import Finding

DEFAULT_ROLE = "OrganizationAccountAccessRole"
RULE = "RS415"
_KEYS = ("apply", "plan")


@dataclass(frozen=True)
class RolePair:
    """The names of two roles of the account: previews take the first, updates the second."""

    plan: str
    apply: str


def assumed_role(instances: Iterable[Instance]) -> str | RolePair:
    """What the instances of one stack name, by default the organization's access role. LookupError when they differ."""
    named = {_read(instance) for instance in instances}
    if len(named) > 1:
        raise LookupError(f"the instances of one stack name different roles: {', '.join(sorted(map(_shown, named)))}")
    return named.pop() if named else DEFAULT_ROLE


def maker_of_roles(tree: Tree, instances: Iterable[Instance]) -> Instance | None:
    """The instance of `deploy-roles` that makes the pair of a stack; None where the stack names no pair."""
    held = tuple(instances)
    if not any(isinstance(_read(instance), RolePair) for instance in held):
        return None
    account = held[0].stack.account
    return next((one for one in tree.instances() if one.kind == KIND and one.stack.account == account), None)


def role_findings(tree: Tree) -> Iterator[Finding]:
    """A finding for each ``assume_role`` that is neither a name nor a pair, and for a pair that nothing makes."""
    for instance in tree.instances():
        written = instance.settings.get("assume_role")
        position = instance.position(("settings", "assume_role"))
        if written is None or (isinstance(written, str) and written):
            continue
        if not _is_pair(written):
            text = "`assume_role` is the name of a role, or `{plan: NAME, apply: NAME}` for those of `deploy-roles`"
            yield Finding(position, RULE, text)
        elif instance.kind == KIND:
            text = f"'{instance.name}' makes these roles, so it cannot run with them: remove `assume_role`"
            yield Finding(position, RULE, text)


def _read(instance: Instance) -> str | RolePair:
    written: Any = instance.settings.get("assume_role") or DEFAULT_ROLE
    return RolePair(written["plan"], written["apply"]) if _is_pair(written) else str(written)


def _is_pair(written: object) -> bool:
    return (
        isinstance(written, Mapping)
        and sorted(written) == list(_KEYS)
        and all(isinstance(name, str) and name for name in written.values())
    )


def _shown(role: str | RolePair) -> str:
    return role if isinstance(role, str) else f"{role.plan} and {role.apply}"
