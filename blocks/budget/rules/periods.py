"""RS322: a moment that is none, or a period that ends before it begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from blocks.budget.subject import Subject
from model.finding import Problem

RULE = "RS322"
_LAYOUT = "%Y-%m-%d_%H:%M"


def periods(subject: Subject) -> Iterator[Problem]:
    """A problem for each moment that the calendar does not have, and each period of no length."""
    for name, budget in subject.budgets.items():
        given = {"time_period_start": budget.time_period_start, "time_period_end": budget.time_period_end}
        moments = {field: _moment(text) for field, text in given.items() if text is not None}
        for field, moment in moments.items():
            if moment is None:
                yield subject.problem(RULE, name, f"`{field}`: '{given[field]}' is no moment (YYYY-MM-DD_HH:MM)", field)
        for text in budget.planned_limits:
            if _moment(text) is None:
                yield subject.problem(RULE, name, f"'{text}' is no moment (YYYY-MM-DD_HH:MM)", "planned_limits", text)
        start, end = moments.get("time_period_start"), moments.get("time_period_end")
        if start and end and end <= start:
            yield subject.problem(RULE, name, "ends before it begins", "time_period_end")


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _LAYOUT).replace(tzinfo=UTC)
    except ValueError:
        return None
