"""Which policies bind an account: those of the root, of each unit above it, and its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from org.account.policies import Attachment
from org.account.structure import Member
from org.account.subject import Subject
from org.policy.evaluate import FULL_ACCESS, Decision, Request, evaluate
from org.policy.statement import Document
from org.policy.types import RESOURCE_CONTROL, PolicyType

_BY_AWS: Mapping[PolicyType, Document] = {RESOURCE_CONTROL: FULL_ACCESS | {"Sid": "RCPFullAWSAccess", "Principal": "*"}}


@dataclass(frozen=True)
class Level:
    """One target above an account, or the account itself, with what is attached there."""

    target: str
    label: str
    attachments: tuple[Attachment, ...]

    def statements(self, policy_type: PolicyType) -> list[Document]:
        """What binds here; AWS's own policy, which allows everything, comes first."""
        own = [statement for one in self.attachments for statement in one.policy.statements]
        return [_BY_AWS.get(policy_type, FULL_ACCESS), *own]


@dataclass(frozen=True)
class Denial:
    """Why a request does not pass: the statement that denies it, or the level where none allows it."""

    level: Level
    attachment: Attachment | None
    statement: Document | None


def targets_above(member: Member) -> tuple[str, ...]:
    """The keys of what the policies of an account are attached to, the root's first, its own last."""
    parts = member.unit.split("/") if member.unit else []
    units = (f"ou/{'/'.join(parts[:end])}" for end in range(1, len(parts) + 1))
    return ("root", *units, f"account/{member.key}")


def levels_of(subject: Subject, member: Member, policy_type: PolicyType) -> tuple[Level, ...]:
    """The levels that bind an account by policies of one type, the root's first."""
    labels = {target.key: target.label for target in subject.structure.targets}
    attached: dict[str, list[Attachment]] = {}
    for one in subject.policies.attachments:
        if one.policy.type == policy_type:
            attached.setdefault(one.target.key, []).append(one)
    return tuple(
        Level(target, labels[target], tuple(attached.get(target, ())))
        for target in targets_above(member)
        if target in labels
    )


def denial(levels: tuple[Level, ...], policy_type: PolicyType, request: Request) -> Denial | None:
    """What denies the request, None when it passes. Raises ValueError for an unknown condition operator."""
    decision = evaluate([level.statements(policy_type) for level in levels], request)
    if decision.allowed or decision.level is None:
        return None
    level = levels[decision.level]
    return Denial(level, _attachment(level, decision), decision.by)


def _attachment(level: Level, decision: Decision) -> Attachment | None:
    return next((one for one in level.attachments if any(it is decision.by for it in one.policy.statements)), None)
