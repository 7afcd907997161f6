"""An organization as far as drift looks: the same shape for what is configured and for what AWS has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

PolicyKey = tuple[str, str]
"""Type and name: AWS keeps them unique together."""


@dataclass(frozen=True)
class Account:
    """A member account. ``unit`` is the path of its unit by names, "" under the root."""

    name: str
    email: str
    unit: str
    active: bool = True
    id: str | None = None


@dataclass(frozen=True)
class Policy:
    """A policy. ``targets`` are ``root``, ``ou/plat/data`` or ``account/<e-mail>``; ``owner`` another tool it is of.

    ``tags`` are None where nobody says what they must be.
    """

    description: str
    content: str
    targets: frozenset[str]
    id: str | None = None
    owner: str | None = None
    tags: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Shape:
    """Accounts by e-mail in lower case, units by path of names with their ids, policies by type and name.

    ``open_targets`` are those to which AWS's own FullAWSAccess is attached, ``allowing_targets`` those with a
    policy of somebody's own that allows something. ``delegated`` are pairs of service principal and account e-mail.
    ``owners`` are other tools by the targets that are theirs; ``tags`` by target, as far as they are known.
    ``features`` is ALL or CONSOLIDATED_BILLING; None where the organization is not managed here.
    """

    management_email: str | None
    accounts: Mapping[str, Account]
    units: Mapping[str, str | None]
    policies: Mapping[PolicyKey, Policy]
    policy_types: frozenset[str]
    trusted: frozenset[str]
    delegated: frozenset[tuple[str, str]]
    features: str | None = None
    management_id: str | None = None
    open_targets: frozenset[str] = field(default_factory=frozenset)
    allowing_targets: frozenset[str] = field(default_factory=frozenset)
    root_features: frozenset[str] = frozenset()
    resource_policy: str | None = None
    owners: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
