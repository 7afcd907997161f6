"""What differs between the configured organization and the one that AWS has, in both directions; reads only.

>>> from operate.drift import drift
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from layers import Tree
from operate.drift.comparison import compare
from operate.drift.difference import Difference
from operate.drift.reading import seen
from operate.drift.wanted import wanted
from operate.inventory import take
from operate.organization import organization_of
from program.management import account_instance
from program.place import trusted_access
from program.shared_tags import shared_tags

__all__ = ["Difference", "Drift", "drift"]


@dataclass(frozen=True)
class Drift:
    """The differences, the gravest first, and how often each read call was made to find them."""

    differences: tuple[Difference, ...]
    calls: Mapping[str, int]


def drift(tree: Tree, environment: Mapping[str, str]) -> Drift:
    """The drift of the organization. Raises OperateError where the tree configures none, or AWS has none."""
    configured = wanted(organization_of(tree), trusted_access(tree), _default_tags(tree))
    inventory = take(environment)
    return Drift(compare(configured, seen(inventory)), inventory.calls)


def _default_tags(tree: Tree) -> dict[str, str]:
    """The tags that the provider of the organization's stack gives to everything."""
    organization = account_instance(tree)
    return shared_tags(one for one in tree.instances() if organization and one.stack == organization.stack)
