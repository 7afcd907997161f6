"""What must hold in an organization before anything runs, beyond the types of its variables."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.place import CheckPlace
from model.finding import Problem
from org.account.rules import RULES
from org.account.subject import Subject
from org.account.variables import AccountVariables


def check(variables: AccountVariables, place: CheckPlace) -> Iterator[Problem]:
    """Every problem that the rules of ``org/account/rules`` find."""
    subject = Subject(variables, place.config_root, place.kinds_by_account(), place.trusted_access())
    for rule in RULES:
        yield from rule(subject)
