"""All findings of a configuration tree: those of its layers and those of its kinds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from blocks.place import CheckPlace, Peer
from layers import Instance, Tree
from model.finding import Finding
from program.kinds import Kind
from program.management import management_account
from program.ownership import ownership_findings
from program.references import references_in
from program.regions import region_problems
from program.stack_findings import stack_findings
from program.stacks import kind_of
from program.variables import located, validated


def findings(tree: Tree) -> tuple[Finding, ...]:
    """Every finding of the tree, sorted by place, each once."""
    found = set(tree.findings) | set(stack_findings(tree)) | set(ownership_findings(tree, place_of))
    for instance in tree.instances():
        kind = kind_of(instance)
        if kind is not None:
            found |= set(_of_instance(tree, kind, instance))
    return tuple(sorted(found))


def _of_instance(tree: Tree, kind: Kind, instance: Instance) -> Iterator[Finding]:
    variables, wrong = validated(kind, instance)
    yield from wrong
    for problem in region_problems(instance):
        yield located(instance, problem)
    if variables is None or kind.check is None or any(references_in(instance.vars)):
        return
    for problem in kind.check(variables, place_of(tree, instance)):
        yield located(instance, problem)


def place_of(tree: Tree, instance: Instance) -> CheckPlace:
    """The surroundings of an instance for its kind's check and guard."""
    account = instance.stack.account
    return CheckPlace(
        tree.root, account, account == management_account(tree), lambda: _kinds_by_account(tree), lambda: _peers(tree)
    )


def _kinds_by_account(tree: Tree) -> Mapping[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for instance in tree.instances():
        kinds.setdefault(instance.stack.account, set()).add(instance.kind)
    return {account: frozenset(names) for account, names in kinds.items()}


def _peers(tree: Tree) -> Iterator[Peer]:
    for instance in tree.instances():
        if instance.vars.get("enabled") is not False:
            yield Peer(instance.kind, instance.name, instance.stack.account, instance.vars)
