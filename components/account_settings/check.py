"""What is wrong with the variables of one ``account-settings`` instance."""

from __future__ import annotations

import re
from collections.abc import Iterator

from blocks.place import CheckPlace
from components.account_settings.variables import AccountSettingsVariables
from model.finding import Problem

_ALIAS = re.compile(r"(?!\d{12}$)[a-z0-9](?:[a-z0-9]|-(?!-)){1,61}[a-z0-9]")
"""IAM CreateAccountAlias: 3 to 63 characters, no two hyphens in a row, not an account id."""


def check(variables: AccountSettingsVariables, place: CheckPlace) -> Iterator[Problem]:  # noqa: ARG001
    """The problems that AWS would answer with only after the run has begun."""
    if variables.enabled and variables.account_alias_enabled and not _ALIAS.fullmatch(variables.alias):
        yield Problem(
            "RS301",
            f"account alias '{variables.alias}' is not one that IAM accepts: 3 to 63 lower-case letters, digits and "
            "single hyphens, first and last a letter or digit, not twelve digits; set `account_alias`",
            ("vars", "account_alias"),
        )
