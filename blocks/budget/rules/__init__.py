"""Rules of budgets, one a file. Each is a function from budgets to problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from blocks.budget.rules.actions import actions
from blocks.budget.rules.filters import filters
from blocks.budget.rules.limits import limits
from blocks.budget.rules.names import names
from blocks.budget.rules.periods import periods
from blocks.budget.rules.subscribers import subscribers
from blocks.budget.subject import Subject, kept
from blocks.budget.variables import Budget
from model.finding import Problem

Rule = Callable[[Subject], Iterable[Problem]]

RULES: tuple[Rule, ...] = (names, limits, periods, filters, subscribers, actions)


def budget_problems(
    budgets: Mapping[str, Budget | None], variable: str, label: str, has_topic: bool
) -> Iterator[Problem]:
    """Every problem of the budgets in one variable. ``label`` is what their real names begin with."""
    subject = Subject(kept(budgets), variable, label, has_topic)
    for rule in RULES:
        yield from rule(subject)
