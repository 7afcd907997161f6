"""RS323: filters of a budget that AWS would refuse."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.budget.expression import Expression
from blocks.budget.subject import Subject
from model.finding import Problem

RULE = "RS323"
_DEEPEST = 3
_FIELD = "filter_expression"


def filters(subject: Subject) -> Iterator[Problem]:
    """A problem for each filter that excludes another, and each expression that is not one."""
    for name, budget in subject.budgets.items():
        expression = budget.filter_expression
        if (expression is None) != (budget.metrics is None):
            field = _FIELD if budget.metrics is None else "metrics"
            yield subject.problem(RULE, name, "`filter_expression` and `metrics` need each other", field)
        if expression is None:
            continue
        for other in ("cost_filter", "cost_types"):
            if getattr(budget, other):
                yield subject.problem(RULE, name, f"has `filter_expression` and `{other}`: keep one of them", other)
        if expression.depth > _DEEPEST:
            text = f"`filter_expression` combines {expression.depth - 1} levels deep; AWS allows {_DEEPEST - 1}"
            yield subject.problem(RULE, name, text, _FIELD)
        for one in _each(expression):
            if len(one.parts) != 1:
                found = ", ".join(one.parts) or "nothing"
                choices = ", ".join(Expression.model_fields)
                text = f"an expression has exactly one of {choices}; this one has {found}"
                yield subject.problem(RULE, name, text, _FIELD)


def _each(expression: Expression) -> Iterator[Expression]:
    yield expression
    for one in expression.below():
        yield from _each(one)
