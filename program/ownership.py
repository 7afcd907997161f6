"""RS408: two instances that own the same object in AWS, and would undo each other's work at every run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from blocks.owned import Owned
from layers import Instance, Tree
from model.finding import Finding, Problem
from program.place import place_of
from program.stacks import kind_of
from program.variables import located, validated

RULE = "RS408"


def ownership_findings(tree: Tree) -> Iterator[Finding]:
    """A finding at every instance but the first that claims an object, naming the first."""
    claims: dict[tuple[str, str], list[tuple[Instance, Owned]]] = defaultdict(list)
    for instance, owned in _claims(tree):
        claims[owned.account, owned.thing].append((instance, owned))
    for (account, thing), claimed in claims.items():
        first, _ = claimed[0]
        for instance, owned in claimed[1:]:
            text = (
                f"{thing} in '{account}' belongs to {first.kind} '{first.name}' of '{first.config_stack}' already "
                f"({first.position(claimed[0][1].path)}): let one of the two decide it"
            )
            yield located(instance, Problem(RULE, text, owned.path))


def _claims(tree: Tree) -> Iterator[tuple[Instance, Owned]]:
    for instance in sorted(tree.instances(), key=lambda one: (one.config_stack, one.name)):
        kind = kind_of(instance)
        if kind is None or kind.owned is None:
            continue
        variables, _ = validated(kind, instance)
        if variables is not None and variables.enabled:
            for owned in kind.owned(variables, place_of(tree, instance)):
                yield instance, owned
