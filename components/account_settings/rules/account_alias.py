"""RS301: an account alias that IAM would refuse."""

from __future__ import annotations

import re
from collections.abc import Iterator

from blocks.place import CheckPlace
from components.account_settings.variables import AccountSettingsVariables
from model.finding import Problem

RULE = "RS301"
_ALIAS = re.compile(r"(?!\d{12}$)[a-z0-9](?:[a-z0-9]|-(?!-)){1,61}[a-z0-9]")
"""IAM CreateAccountAlias: 3 to 63 characters, no two hyphens in a row, not an account id."""


def account_alias(variables: AccountSettingsVariables, place: CheckPlace) -> Iterator[Problem]:  # noqa: ARG001
    """A problem when the alias has not the form that IAM asks for."""
    if variables.account_alias_enabled and not _ALIAS.fullmatch(variables.alias):
        yield Problem(
            RULE,
            f"account alias '{variables.alias}' is not one that IAM accepts: 3 to 63 lower-case letters, digits and "
            "single hyphens, first and last a letter or digit, not twelve digits; set `account_alias`",
            ("vars", "account_alias"),
        )
