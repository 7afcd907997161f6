"""An organization as AWS has it, by ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Account:
    """An account. ``parent`` is the id of its unit or of the root, ``state`` AWS's word: ACTIVE, SUSPENDED …"""

    id: str
    name: str
    email: str
    state: str
    parent: str

    @property
    def active(self) -> bool:
        """Whether it can be managed: not suspended, nor about to be closed."""
        return self.state == "ACTIVE"


@dataclass(frozen=True)
class Unit:
    """An organizational unit. ``parent`` is the id of the unit above or of the root."""

    id: str
    name: str
    parent: str


@dataclass(frozen=True)
class Policy:
    """A policy with its document. ``targets`` are ids of the root, units and accounts it is attached to."""

    id: str
    type: str
    name: str
    description: str
    content: str
    targets: tuple[str, ...]


@dataclass(frozen=True)
class ResourcePolicy:
    """The organization's resource policy."""

    id: str
    content: str


@dataclass(frozen=True)
class Inventory:
    """Everything there is. Units stand in the order of the tree, parents first; the management account is an account.

    ``policies`` are those that people made, ``aws_managed`` the names of AWS's own by id; ``open_targets`` have AWS's
    FullAWSAccess. ``delegated`` are pairs of service principal and account id. ``tags`` are by the id of what has some.
    ``calls`` counts how it was read.
    """

    organization_id: str
    management_id: str
    root_id: str
    features: str
    accounts: Mapping[str, Account]
    units: Mapping[str, Unit]
    policies: Mapping[str, Policy]
    policy_types: frozenset[str]
    trusted: frozenset[str]
    delegated: frozenset[tuple[str, str]]
    open_targets: frozenset[str] = frozenset()
    aws_managed: Mapping[str, str] = field(default_factory=dict)
    root_features: frozenset[str] = frozenset()
    resource_policy: ResourcePolicy | None = None
    tags: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    calls: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def members(self) -> Mapping[str, Account]:
        """The accounts without the management account."""
        return {key: one for key, one in self.accounts.items() if key != self.management_id}

    @cached_property
    def paths(self) -> Mapping[str, str]:
        """The path of each unit by the names in AWS, ``plat/data``; the root's is empty."""
        found = {self.root_id: ""}
        for unit in self.units.values():
            above = found[unit.parent]
            found[unit.id] = f"{above}/{unit.name}" if above else unit.name
        return found
