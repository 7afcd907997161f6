"""RS305: an analyzer of the organization where AWS may not allow one."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.place import CheckPlace
from components.account_settings.variables import AccountSettingsVariables
from model.finding import Problem

RULE = "RS305"


def access_analyzer(variables: AccountSettingsVariables, place: CheckPlace) -> Iterator[Problem]:
    """A warning outside the management account: there the account must be a delegated administrator."""
    asked = variables.access_analyzer_enabled and variables.access_analyzer_type == "ORGANIZATION"
    if asked and not place.management:
        yield Problem(
            RULE,
            "an analyzer of the organization needs the management account, or an account that is the delegated "
            "administrator of access-analyzer.amazonaws.com (`delegated_administrators` of kind `account`)",
            ("vars", "access_analyzer_type"),
            severity="warning",
        )
