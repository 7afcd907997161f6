"""The surroundings of an instance that its kind's check and guard may look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from blocks.place import CheckPlace, Peer
from layers import Instance, Tree
from org.account.structure import structure_of
from org.account.variables import AccountVariables
from program.kinds import KINDS
from program.management import account_instance, management_account
from program.stacks import kind_of
from program.variables import validated


def place_of(tree: Tree, instance: Instance) -> CheckPlace:
    """The surroundings of one instance. What costs something is found when it is asked for."""
    account = instance.stack.account
    return CheckPlace(
        tree.root,
        account,
        account == management_account(tree),
        lambda: _kinds_by_account(tree),
        lambda: _peers(tree),
        lambda: account_names(tree),
        lambda: trusted_access(tree),
    )


def account_names(tree: Tree) -> frozenset[str] | None:
    """The names of all accounts that the organization has; None where no organization, or a wrong one, says them."""
    found = account_instance(tree)
    variables = validated(KINDS["account"], found)[0] if found else None
    if variables is None or not variables.enabled:
        return None
    structure = structure_of(cast(AccountVariables, variables))
    root = structure.variables.organization_config.root_account.name
    return frozenset({root, *(member.key for member in structure.active)})


def trusted_access(tree: Tree) -> Mapping[str, str]:
    """The services that must be trusted for what is configured in the management account, each with what needs it."""
    return dict(_needs(tree))


def _needs(tree: Tree) -> Iterator[tuple[str, str]]:
    management = management_account(tree)
    for instance in tree.instances():
        kind = kind_of(instance)
        if kind is None or instance.stack.account != management or instance.vars.get("enabled") is False:
            continue
        for principal, variable in kind.trusted_access.items():
            if kind.switch(variable, instance.vars):
                yield principal, f"{kind.name} '{instance.name}'"


def _kinds_by_account(tree: Tree) -> Mapping[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for instance in tree.instances():
        kinds.setdefault(instance.stack.account, set()).add(instance.kind)
    return {account: frozenset(names) for account, names in kinds.items()}


def _peers(tree: Tree) -> Iterator[Peer]:
    for instance in tree.instances():
        if instance.vars.get("enabled") is not False:
            yield Peer(instance.kind, instance.name, instance.stack.account, instance.vars)
