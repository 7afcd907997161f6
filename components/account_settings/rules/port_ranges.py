"""RS304: ports that EMR would refuse."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.place import CheckPlace
from components.account_settings.variables import AccountSettingsVariables
from model.finding import Problem

RULE = "RS304"
_VARIABLE = "emr_permitted_public_security_group_rule_ranges"


def port_ranges(variables: AccountSettingsVariables, place: CheckPlace) -> Iterator[Problem]:  # noqa: ARG001
    """A problem for each range that ends before it begins."""
    for index, ports in enumerate(variables.emr_permitted_public_security_group_rule_ranges):
        if ports.max_range < ports.min_range:
            text = f"`{_VARIABLE}`: ports {ports.min_range} to {ports.max_range} end before they begin"
            yield Problem(RULE, text, ("vars", _VARIABLE, index, "max_range"))
