"""RS217: a suspended account, and no organizational unit that locks it up."""

from __future__ import annotations

from collections.abc import Iterator

from model.finding import Problem
from org.account.binding import Level, denial, levels_of
from org.account.structure import Member
from org.account.subject import Subject
from org.policy.evaluate import Request
from org.policy.types import SERVICE_CONTROL

RULE = "RS217"
_CALLS = ("s3:ListAllMyBuckets", "ec2:RunInstances", "iam:CreateUser", "sts:AssumeRole")
_CALLERS = ("role/somebody", "user/somebody")


def quarantine(subject: Subject) -> Iterator[Problem]:
    """A problem for each suspended account without a unit to go to, and one when that unit lets calls through."""
    path = subject.variables.quarantine_organizational_unit
    suspended = [member for member in subject.structure.managed if member.suspended]
    unit = subject.structure.unit_by_path.get(path)
    if unit is None:
        for member in suspended:
            text = (
                f"account '{member.key}' is suspended, and there is no unit '{path}' to lock it up in: write "
                f"`{path}: {{service_control_policies: [DenyAllAccess]}}` under `organizational_units`, or name "
                "another unit with `quarantine_organizational_unit`"
            )
            yield Problem(RULE, text, (*member.address, "state"))
    elif suspended and not subject.policies.problems and _open(subject, suspended[0]):
        text = (
            f"organizational unit '{path}' is the quarantine of {len(suspended)} suspended account"
            f"{'s' if len(suspended) > 1 else ''} and lets calls through: attach a policy to it that denies everything "
            "(DenyAllAccess)"
        )
        yield Problem(RULE, text, unit.address)


def _open(subject: Subject, member: Member) -> bool:
    """Whether an ordinary caller can do something in the unit; the account's own policies do not count."""
    levels = levels_of(subject, member, SERVICE_CONTROL)[:-1]
    return any(_passes(levels, call, caller) for call in _CALLS for caller in _CALLERS)


def _passes(levels: tuple[Level, ...], call: str, caller: str) -> bool:
    principal = f"arn:aws:iam::{'0' * 12}:{caller}"
    try:
        return denial(levels, SERVICE_CONTROL, Request(call, "*", {"aws:PrincipalArn": principal})) is None
    except ValueError:
        return False  # another rule names operators that IAM does not have
