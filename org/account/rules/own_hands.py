"""RS228: a policy would deny a configured kind the calls that it makes with our own role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from model.finding import Problem, listing
from org.account.binding import targets_above
from org.account.own_calls import WRITE_CALLS
from org.account.policies import Attachment
from org.account.structure import Member
from org.account.subject import Subject
from org.policy.evaluate import Request, matches
from org.policy.types import SERVICE_CONTROL

RULE = "RS228"
_SOME_ACCOUNT = "0" * 12


def own_hands(subject: Subject) -> Iterator[Problem]:
    """A problem for each attachment that denies our role a call of a kind that is configured in an account below it."""
    below = _below(subject)
    for attachment in subject.policies.attachments:
        if attachment.policy.type != SERVICE_CONTROL:
            continue
        known: dict[tuple[str, frozenset[str]], list[str]] = {}
        for member, role in _hands(subject, below.get(attachment.target.key, ())):
            kinds = subject.kinds.get(member.key, frozenset())
            if (role, kinds) not in known:
                known[role, kinds] = _denied(subject, attachment, role, kinds)
            if known[role, kinds]:
                text = (
                    f"policy '{attachment.policy.key}' would deny our role '{role}' what kinds configured in account "
                    f"'{member.key}' call ({listing(known[role, kinds], 3)}): exempt the role (`exempt_roles`)"
                )
                yield Problem(RULE, f"{attachment.target.label}: {text}", attachment.address)
                break


def _hands(subject: Subject, members: Iterable[Member]) -> Iterator[tuple[Member, str]]:
    """Each account with the roles that deploy it: its access role, and the one that machines take."""
    for member in members:
        yield member, _role(subject, member)
        if member.key in subject.apply_roles:
            yield member, subject.apply_roles[member.key]


def _role(subject: Subject, member: Member) -> str:
    return member.settings.role_name or subject.variables.account_role_name


def _below(subject: Subject) -> dict[str, list[Member]]:
    """The accounts that each target's policies reach."""
    reached: dict[str, list[Member]] = {}
    for member in subject.structure.active:
        for target in targets_above(member):
            reached.setdefault(target, []).append(member)
    return reached


def _denied(subject: Subject, attachment: Attachment, role: str, kinds: frozenset[str]) -> list[str]:
    principal = f"arn:aws:iam::{_SOME_ACCOUNT}:role/{role}"
    keys = {"aws:PrincipalArn": principal, "aws:RequestedRegion": subject.variables.region}
    calls = sorted({call for kind in kinds for call in WRITE_CALLS.get(kind, ())})
    statements = [one for one in attachment.policy.statements if one.get("Effect") == "Deny"]
    return [call for call in calls if any(_is_about(one, Request(call, "*", keys)) for one in statements)]


def _is_about(statement: dict[str, object], request: Request) -> bool:
    try:
        return matches(statement, request)
    except ValueError:
        return False  # another rule names operators that IAM does not have
