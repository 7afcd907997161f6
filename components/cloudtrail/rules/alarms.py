"""RS354: alarms that nothing can raise."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.place import CheckPlace
from components.cloudtrail.alarms import CIS_ALARMS
from components.cloudtrail.variables import CloudTrailVariables
from model.finding import Problem, suggestion

RULE = "RS354"


def alarms(variables: CloudTrailVariables, place: CheckPlace) -> Iterator[Problem]:  # noqa: ARG001
    """A problem for alarms without a log group that filters read, and for an excluded alarm that does not exist."""
    for index, name in enumerate(variables.cis_alarms_excluded):
        if name not in CIS_ALARMS:
            text = f"no alarm '{name}'{suggestion(name, CIS_ALARMS)}"
            yield Problem(RULE, text, ("vars", "cis_alarms_excluded", index))
    if not variables.cis_alarms_enabled:
        return
    path = ("vars", "cis_alarms_enabled")
    if not variables.cloudwatch_logs_enabled:
        yield Problem(RULE, "alarms count events of the log group: set `cloudwatch_logs_enabled: true`", path)
    elif variables.cloudwatch_log_group_class != "STANDARD":
        text = (
            "a log group of class INFREQUENT_ACCESS has no metric filters: set `cloudwatch_log_group_class: STANDARD`"
        )
        yield Problem(RULE, text, path)
