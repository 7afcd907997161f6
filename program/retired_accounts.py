"""Accounts that nothing is deployed into any more: suspended ones, and those that are closed or about to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from layers import Instance, Tree
from model.finding import Finding, Position, Problem
from org.account.structure import Member, structure_of
from org.account.variables import AccountVariables
from program.kinds import KINDS
from program.management import account_instance
from program.references import target, upstreams
from program.stacks import kind_of
from program.variables import located, validated

LEFT_OVER = "RS412"
NEEDED = "RS413"
_IN_USE = "active"


@dataclass(frozen=True)
class Retired:
    """One account, the state that YAML gives it, and where. ``gone`` says that it is no longer managed."""

    name: str
    state: str
    gone: bool
    position: Position

    def __str__(self) -> str:
        return f"account '{self.name}' is {self.state} ({self.position})"


def retired_accounts(tree: Tree) -> Mapping[str, Retired]:
    """The accounts by name. None where no organization is configured, or a wrong one."""
    found = account_instance(tree)
    if found is None or not _says_so(found.vars.get("organization_config")):
        return {}
    variables = validated(KINDS["account"], found)[0]
    if variables is None:
        return {}
    members = structure_of(cast(AccountVariables, variables)).members
    return {one.key: _retired(found, one) for one in members if not _in_use(one)}


def retirement_findings(tree: Tree) -> Iterator[Finding]:
    """A warning for manifests of accounts that are gone, an error for what accounts in use still need of them."""
    retired = retired_accounts(tree)
    gone = {name: one for name, one in retired.items() if one.gone}
    if not gone:
        return
    told: set[str] = set()
    for instance in tree.instances():
        account, kind = instance.stack.account, kind_of(instance)
        if account in gone and account not in told:
            told.add(account)
            text = (
                f"account '{account}' is {gone[account].state}, and nothing is deployed from {instance.files[-1]} any "
                "more: delete its manifests, mixin and stack files"
            )
            yield Finding(gone[account].position, LEFT_OVER, text, "warning")
        if account in retired or kind is None:
            continue
        for upstream in upstreams(tree, kind, instance):
            found = target(tree, instance, upstream)
            if not isinstance(found, Problem) and found.stack.account in gone:
                text = f"needs '{found.name}' of '{found.config_stack}', and {gone[found.stack.account]}: move it first"
                yield located(instance, Problem(NEEDED, text, upstream.path))


def _says_so(config: Any) -> bool:
    """Whether the state of any account is given as another than in use; quick, because nearly none is."""
    if isinstance(config, Mapping):
        state = config.get("state")
        return (isinstance(state, str) and state != _IN_USE) or any(map(_says_so, config.values()))
    return isinstance(config, list) and any(map(_says_so, config))


def _in_use(member: Member) -> bool:
    return member.settings.state == _IN_USE


def _retired(organization: Instance, member: Member) -> Retired:
    state = member.settings.state
    written = located(organization, Problem(LEFT_OVER, state, (*member.address, "state")))
    return Retired(member.key, state, not member.managed, written.position)
