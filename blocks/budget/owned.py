"""What budgets claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from blocks.budget.subject import full_name, kept
from blocks.budget.variables import Budget
from blocks.owned import Owned


def owned_budgets(
    budgets: Mapping[str, Budget | None], variable: str, account: str, label: str, has_topic: bool
) -> Iterator[Owned]:
    """Each budget by its name in AWS, and the topic."""
    for name, budget in kept(budgets).items():
        yield Owned(budget.account_id or account, f"budget '{full_name(label, name)}'", ("vars", variable, name))
    if has_topic:
        yield Owned(account, f"topic '{label}-budgets'", ("vars", variable))
