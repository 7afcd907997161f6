"""RS305: an analyzer of the organization where AWS may not allow one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from blocks.place import CheckPlace
from components.account_settings.variables import AccountSettingsVariables
from model.finding import Problem

RULE = "RS305"
_SERVICE = "access-analyzer.amazonaws.com"


def access_analyzer(variables: AccountSettingsVariables, place: CheckPlace) -> Iterator[Problem]:
    """A warning outside the management account, unless the account is configured as the delegated administrator."""
    asked = variables.access_analyzer_enabled and variables.access_analyzer_type == "ORGANIZATION"
    if asked and not place.management and place.account not in _administrators(place):
        yield Problem(
            RULE,
            "an analyzer of the organization needs the management account, or an account that is the delegated "
            "administrator of access-analyzer.amazonaws.com (`delegated_administrators` of kind `account`)",
            ("vars", "access_analyzer_type"),
            severity="warning",
        )


def _administrators(place: CheckPlace) -> frozenset[str]:
    """The accounts that administer Access Analyzer, as far as the tree says it."""
    delegated = (one.variables.get("delegated_administrators") for one in place.peers() if one.kind == "account")
    return frozenset(name for one in delegated if isinstance(one, Mapping) for name in one.get(_SERVICE) or ())
