"""What differs between configuration, state and AWS, in both directions; reads only.

The organization is compared with its configuration, from bulk lists: what changed, and what AWS has and nobody
configured. What stacks have put into accounts is compared with their states, by a refresh that writes nothing.

>>> from operate.drift import drift
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from layers import Tree
from operate.drift.comparison import compare
from operate.drift.difference import Difference
from operate.drift.reading import seen
from operate.drift.stacks import StackDrift, deployed, drift_of_stacks
from operate.drift.wanted import wanted
from operate.inventory import take
from operate.organization import organization_of
from program.management import account_instance
from program.place import trusted_access
from program.shared_tags import shared_tags

__all__ = ["Difference", "Drift", "deployed", "drift", "drift_of_stacks"]


@dataclass(frozen=True)
class Drift:
    """The differences, the gravest first, and how they were found.

    ``calls`` counts our own read calls; ``resources`` are those that the engine read, by stack; ``failed`` says why a
    stack could not be read.
    """

    differences: tuple[Difference, ...]
    calls: Mapping[str, int]
    resources: Mapping[str, int] = field(default_factory=dict)
    failed: Mapping[str, str] = field(default_factory=dict)

    def with_stacks(self, stacks: StackDrift) -> Drift:
        """This and what differs in the stacks."""
        every = sorted((*self.differences, *stacks.differences), key=lambda one: one.order)
        return Drift(tuple(every), self.calls, stacks.resources, stacks.failed)


def drift(tree: Tree, environment: Mapping[str, str]) -> Drift:
    """The drift of the organization. Raises OperateError where the tree configures none, or AWS has none."""
    configured = wanted(organization_of(tree), trusted_access(tree), _default_tags(tree))
    inventory = take(environment)
    return Drift(compare(configured, seen(inventory)), inventory.calls)


def _default_tags(tree: Tree) -> dict[str, str]:
    """The tags that the provider of the organization's stack gives to everything."""
    organization = account_instance(tree)
    return shared_tags(one for one in tree.instances() if organization and one.stack == organization.stack)
