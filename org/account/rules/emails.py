"""RS204: an e-mail that AWS would refuse."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.finding import Path, Problem
from org.account.structure import Member
from org.account.subject import Subject

RULE = "RS204"
_PATTERN = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


def emails(subject: Subject) -> Iterator[Problem]:
    """A problem for each account whose e-mail has a wrong form or length."""
    least, most = subject.limits.of("email_length_least"), subject.limits.of("email_length")
    for member in subject.structure.members:
        email = member.email
        if email is None:
            continue
        if not _PATTERN.fullmatch(email):
            yield Problem(RULE, f"account '{member.key}': '{email}' is no e-mail address", where(member))
        elif not least <= len(email) <= most:
            text = f"e-mail '{email}' has {len(email)} characters; AWS takes {least} to {most}"
            yield Problem(RULE, f"account '{member.key}': {text}", where(member))


def where(member: Member) -> Path:
    """The place that the e-mail of an account comes from, as close to the account as it can be."""
    if member.settings.email is not None:
        return (*member.address, "email")
    own = (*member.address, "account_email_format")
    return own if member.format_address == own else member.address
