"""RS321: a budget without a limit, or with more than one."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.budget.subject import Subject
from blocks.budget.variables import Budget
from model.finding import Problem

RULE = "RS321"
_CHOICES = "`limit_amount`, `planned_limits` or `auto_adjust_data`"
_MONTHS, _QUARTERS = 12, 4


def limits(subject: Subject) -> Iterator[Problem]:
    """A problem for each budget that does not say its limit in exactly one way, or not as AWS takes it."""
    for name, budget in subject.budgets.items():
        given = budget.limits
        if not given:
            yield subject.problem(RULE, name, f"has no limit: give one of {_CHOICES}")
        elif len(given) > 1:
            both = " and ".join(f"`{one}`" for one in given)
            yield subject.problem(RULE, name, f"has {both}: keep one of {_CHOICES}", given[1])
        if budget.planned_limits:
            yield from _planned(subject, name, budget)
        adjusted = budget.auto_adjust_data
        if adjusted and (adjusted.auto_adjust_type == "HISTORICAL") != (adjusted.historical_options is not None):
            text = "`historical_options` belong to `auto_adjust_type: HISTORICAL`, which needs them"
            yield subject.problem(RULE, name, text, "auto_adjust_data")


def _planned(subject: Subject, name: str, budget: Budget) -> Iterator[Problem]:
    wanted = {"MONTHLY": _MONTHS, "QUARTERLY": _QUARTERS}.get(budget.time_unit)
    if wanted is None:
        text = f"`planned_limits` need `time_unit: MONTHLY` or `QUARTERLY`, not {budget.time_unit}"
        yield subject.problem(RULE, name, text, "planned_limits")
    elif len(budget.planned_limits) != wanted:
        count = len(budget.planned_limits)
        text = f"has {count} planned limits; AWS wants {wanted} periods in a row, from the current one"
        yield subject.problem(RULE, name, text, "planned_limits")
