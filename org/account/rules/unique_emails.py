"""RS205: two accounts have one e-mail, in any letter case. AWS never gives an e-mail twice."""

from __future__ import annotations

from collections.abc import Iterator

from model.finding import Problem
from org.account.rules.emails import where
from org.account.structure import Member
from org.account.subject import Subject

RULE = "RS205"


def unique_emails(subject: Subject) -> Iterator[Problem]:
    """A problem for each account whose e-mail an earlier one has already."""
    first: dict[str, Member] = {}
    for member in subject.structure.members:
        if member.email is None or (member.email_format and "%s" not in member.email_format):
            continue  # a broken format is reported once, not for each of its accounts
        other = first.setdefault(member.email.casefold(), member)
        if other is not member:
            state = "" if other.managed else f", which is {other.settings.state}"
            text = f"account '{member.key}': e-mail '{member.email}' is that of account '{other.key}' already{state}"
            remedy = "AWS wants a different one for each" if other.managed else "AWS never gives one out again"
            yield Problem(RULE, f"{text}; {remedy}", where(member))
