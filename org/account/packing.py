"""What the policies of each target come to: separately as attached, merged into one, and packed to fit AWS's limit."""

from __future__ import annotations

from dataclasses import dataclass

from org.account.policies import Attachment, by_target
from org.account.subject import Subject
from org.policy.document import document
from org.policy.packing import packed
from org.policy.types import WITH_STATEMENTS, PolicyType


@dataclass(frozen=True)
class PackedTarget:
    """The policies of one type on one target, sizes in characters as sent.

    ``documents`` are the fewest that hold all of their statements within ``limit``.
    """

    target: str
    type: PolicyType
    policies: tuple[str, ...]
    separate: int
    merged: int
    limit: int
    documents: tuple[str, ...]


def packed_targets(subject: Subject) -> tuple[PackedTarget, ...]:
    """Every target with policies that have statements, in the order of the tree."""
    return tuple(
        _packed(subject, target, policy_type, parts)
        for target, attached in by_target(subject.policies.attachments).items()
        for policy_type in sorted(WITH_STATEMENTS)
        if (parts := [one for one in attached if one.policy.type == policy_type])
    )


def _packed(subject: Subject, target: str, policy_type: PolicyType, parts: list[Attachment]) -> PackedTarget:
    statements = [statement for one in parts for statement in one.policy.statements]
    limit = subject.limits.of("policy_size", policy_type)
    return PackedTarget(
        target,
        policy_type,
        tuple(one.policy.key for one in parts),
        sum(len(one.policy.content) for one in parts),
        len(document(statements)),
        limit,
        tuple(packed(statements, limit)),
    )
