"""What is wrong with the variables of one ``account-settings`` instance."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.place import CheckPlace
from components.account_settings.rules import RULES
from components.account_settings.variables import AccountSettingsVariables
from model.finding import Problem


def check(variables: AccountSettingsVariables, place: CheckPlace) -> Iterator[Problem]:
    """The problems that AWS would answer with only after the run has begun."""
    for rule in RULES if variables.enabled else ():
        yield from rule(variables, place)
