"""RS203: an account has no e-mail, or a format that gives every account the same one."""

from __future__ import annotations

from collections.abc import Iterator

from model.finding import Path, Problem
from org.account.subject import Subject

RULE = "RS203"


def email_formats(subject: Subject) -> Iterator[Problem]:
    """A problem for each format without exactly one `%s`, and for each account without an e-mail."""
    for text, address in _formats(subject):
        if text.count("%s") != 1:
            remedy = "each account has its own e-mail, as in `aws+%s@example.com`; a literal one is written as `email`"
            yield Problem(RULE, f"e-mail format '{text}' must contain `%s` once: {remedy}", address)
    for member in subject.structure.members:
        if member.email is None:
            text = f"account '{member.key}' has no e-mail: give `email` or an `account_email_format`"
            yield Problem(RULE, text, member.address)


def _formats(subject: Subject) -> Iterator[tuple[str, Path]]:
    structure = subject.structure
    settings: list[tuple[str | None, Path]] = [
        (subject.variables.account_email_format, ("vars",)),
        *((unit.settings.account_email_format, unit.address) for unit in structure.units),
        *((member.settings.account_email_format, member.address) for member in structure.members),
    ]
    for text, address in settings:
        if text is not None:
            yield text, (*address, "account_email_format")
