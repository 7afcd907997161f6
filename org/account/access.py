"""Whether the organization's policies let a call through: one question, answered offline.

Organization policies only bound what an identity may do; whether its own policies allow the call is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from model.finding import suggestion
from org.account.binding import Denial, Level, denial, levels_of
from org.account.structure import Member
from org.account.subject import Subject
from org.policy.conditions import conditions_hold
from org.policy.evaluate import Request, matches
from org.policy.statement import Document
from org.policy.types import RESOURCE_CONTROL, SERVICE_CONTROL, PolicyType

_UNKNOWN_ACCOUNT = "0" * 12
_SERVICE_LINKED = ":role/aws-service-role/"
SOMEBODY = "somebody"
"""Who asks when nobody is named: a role that no policy knows."""


class UnknownAccountError(ValueError):
    """The organization has no such account. The text says which ones it has."""


@dataclass(frozen=True)
class Question:
    """A call. ``principal`` is an ARN, the name of a role in the account, or ``root``; ``keys`` are condition keys."""

    account: str
    action: str
    resource: str = "*"
    principal: str = SOMEBODY
    keys: Mapping[str, str | Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Condition:
    """A statement that would deny the call, but for condition keys that the question does not give."""

    keys: tuple[str, ...]
    policy: str
    target: str


@dataclass(frozen=True)
class Answer:
    """Whether the call passes. ``why`` says what decides where no policy does; ``depends`` what else might."""

    allowed: bool
    principal: str
    keys: Mapping[str, str | Sequence[str]]
    denial: Denial | None = None
    why: str = ""
    depends: tuple[Condition, ...] = ()


def answer(subject: Subject, question: Question) -> Answer:
    """The decision of service control policies, then of resource control policies, on a call within one account.

    Raises UnknownAccountError, and ValueError for a condition operator that IAM does not have.
    """
    member = _member(subject, question.account)
    account_id = _account_id(subject, member)
    principal = _principal(question.principal, account_id)
    keys = _keys(subject, principal, account_id) | dict(question.keys)
    if member is None:
        return Answer(True, principal, keys, why="organization policies never bind the management account")
    request = Request(question.action, question.resource, keys)
    depends: list[Condition] = []
    for policy_type in _types(principal):
        levels = levels_of(subject, member, policy_type)
        denied = denial(levels, policy_type, request)
        if denied:
            return Answer(False, principal, keys, denied)
        depends.extend(_depending(levels, request))
    linked = "service control policies never bind a service-linked role" if _SERVICE_LINKED in principal else ""
    return Answer(True, principal, keys, None, linked, tuple(depends))


def explained(found: Answer) -> str:
    """The answer in a few words: ``denied by statement 'A' of policy 'B' on organizational unit 'plat'``."""
    if found.denial is None:
        return f"allowed: {found.why}" if found.why else "allowed"
    denied = found.denial
    if denied.attachment is None or denied.statement is None:
        return f"denied: no policy on {denied.level.label} allows it"
    sid = denied.statement.get("Sid")
    statement = f"statement '{sid}'" if sid else "a statement"
    return f"denied by {statement} of policy '{denied.attachment.policy.key}' on {denied.level.label}"


def _member(subject: Subject, name: str) -> Member | None:
    """The account of that name, None for the management account."""
    root = subject.variables.organization_config.root_account.name
    if name == root:
        return None
    members = {member.key: member for member in subject.structure.managed}
    if name not in members:
        raise UnknownAccountError(f"the organization has no account '{name}'{suggestion(name, {root, *members})}")
    return members[name]


def _account_id(subject: Subject, member: Member | None) -> str:
    """The id where the configuration says it; nothing is asked of AWS."""
    known = subject.variables.organization_config.root_account.account_id if member is None else None
    return known or (member.settings.import_id if member else None) or _UNKNOWN_ACCOUNT


def _principal(written: str, account_id: str) -> str:
    if written.startswith("arn:"):
        return written
    return f"arn:aws:iam::{account_id}:{'root' if written == 'root' else f'role/{written}'}"


def _keys(subject: Subject, principal: str, account_id: str) -> dict[str, str | Sequence[str]]:
    """The condition keys that every signed request of a person or a role has."""
    kind = "Account" if principal.endswith(":root") else "User" if ":user/" in principal else "AssumedRole"
    return {
        "aws:PrincipalArn": principal,
        "aws:PrincipalAccount": account_id,
        "aws:PrincipalType": kind,
        "aws:PrincipalIsAWSService": "false",
        "aws:ViaAWSService": "false",
        "aws:SecureTransport": "true",
        "aws:RequestedRegion": subject.variables.region,
    }


def _types(principal: str) -> tuple[PolicyType, ...]:
    return (RESOURCE_CONTROL,) if _SERVICE_LINKED in principal else (SERVICE_CONTROL, RESOURCE_CONTROL)


def _depending(levels: Sequence[Level], request: Request) -> Iterator[Condition]:
    for level in levels:
        for one in level.attachments:
            for statement in one.policy.statements:
                missing = _missing(statement, request)
                if missing and statement.get("Effect") == "Deny":
                    yield Condition(missing, one.policy.key, level.label)


def _missing(statement: Document, request: Request) -> tuple[str, ...]:
    """The keys that the request lacks and that a statement looks at which is about the call and does not hold."""
    conditions = statement.get("Condition", {})
    if not matches(statement | {"Condition": {}}, request) or conditions_hold(conditions, request.keys):
        return ()
    given = {
        operator: {key: value for key, value in keys.items() if key.lower() in request.keys}
        for operator, keys in conditions.items()
    }
    if not conditions_hold(given, request.keys):
        return ()  # what is given decides already
    return tuple(sorted({key for keys in conditions.values() for key in keys if key.lower() not in request.keys}))
