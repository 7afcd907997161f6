"""How far an organization is from AWS's limits: per target, per policy, and as a whole."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from org.account.subject import Subject
from org.account.variables import AccountVariables


@dataclass(frozen=True)
class Used:
    """How much of one limit is used. ``what`` says of what, as in ``SERVICE_CONTROL_POLICY``."""

    what: str
    used: int
    limit: int

    @property
    def left(self) -> int:
        """What is left; negative when the limit is exceeded."""
        return self.limit - self.used


@dataclass(frozen=True)
class TargetHeadroom:
    """Attachments of one target by policy type (those of AWS count), and its longest policy in characters."""

    target: str
    attachments: tuple[Used, ...]
    longest: Used | None


@dataclass(frozen=True)
class Headroom:
    """The whole organization: counts, targets in the order of the tree, policies by key."""

    counts: tuple[Used, ...]
    targets: tuple[TargetHeadroom, ...]
    policies: tuple[Used, ...]


def headroom(variables: AccountVariables, config_root: Path) -> Headroom:
    """The headroom of an organization as configured; nothing is asked of AWS."""
    subject = Subject(variables, config_root)
    return Headroom(_counts(subject), _targets(subject), _policies(subject))


def _counts(subject: Subject) -> tuple[Used, ...]:
    limits, structure = subject.limits, subject.structure
    deepest = max((unit.depth for unit in structure.units), default=0)
    by_type = Counter(policy.type for policy in subject.policies.by_key.values())
    return (
        Used("accounts", len(structure.members) + 1, limits.of("accounts")),
        Used("organizational units", len(structure.units), limits.of("organizational_units")),
        Used("levels of organizational units", deepest, limits.of("organizational_unit_depth")),
        *(Used(kind, number, limits.of("policies", kind)) for kind, number in sorted(by_type.items())),
    )


def _targets(subject: Subject) -> tuple[TargetHeadroom, ...]:
    attached: dict[str, list[str]] = {target.key: [] for target in subject.structure.targets}
    for attachment in subject.policies.attachments:
        attached[attachment.target.key].append(attachment.policy.key)
    return tuple(_target(subject, target, keys) for target, keys in attached.items())


def _target(subject: Subject, target: str, keys: list[str]) -> TargetHeadroom:
    limits, policies = subject.limits, subject.policies.by_key
    by_type = Counter(policies[key].type for key in keys)
    by_type.setdefault("SERVICE_CONTROL_POLICY", 0)
    longest = max((_size(subject, key) for key in keys), key=lambda one: one.used, default=None)
    return TargetHeadroom(
        target,
        tuple(
            Used(kind, number + limits.of("attachments_by_aws", kind), limits.of("attachments", kind))
            for kind, number in sorted(by_type.items())
        ),
        longest,
    )


def _policies(subject: Subject) -> tuple[Used, ...]:
    return tuple(_size(subject, key) for key in sorted(subject.policies.by_key))


def _size(subject: Subject, key: str) -> Used:
    policy = subject.policies.by_key[key]
    return Used(key, len(policy.content), subject.limits.of("policy_size", policy.type))
