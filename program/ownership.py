"""RS410: two instances own the same thing in AWS, and every run of one would undo the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from blocks.owned import Owned
from blocks.place import CheckPlace
from layers import Instance, Tree
from model.finding import Finding, Problem
from program.references import references_in
from program.stacks import kind_of
from program.variables import located, validated

RULE = "RS410"
PlaceOf = Callable[[Tree, Instance], CheckPlace]


def ownership_findings(tree: Tree, place_of: PlaceOf) -> Iterator[Finding]:
    """A finding for each thing that an instance claims and another one has claimed before, at the later claim."""
    owners: dict[tuple[str, str], tuple[Instance, Owned]] = {}
    for instance in tree.instances():
        for claim in _claims(tree, instance, place_of):
            first, earlier = owners.setdefault((claim.account, claim.what), (instance, claim))
            if first is not instance:
                text = (
                    f"the {claim.what} of account '{claim.account}' belongs to '{first.name}' of "
                    f"'{first.config_stack}' ({first.position(earlier.path)}): keep it in one of them"
                )
                yield located(instance, Problem(RULE, text, claim.path))


def _claims(tree: Tree, instance: Instance, place_of: PlaceOf) -> Iterator[Owned]:
    kind = kind_of(instance)
    if kind is None or kind.owned is None or any(references_in(instance.vars)):
        return
    variables, _ = validated(kind, instance)
    if variables is not None and variables.enabled:
        yield from kind.owned(variables, place_of(tree, instance))
