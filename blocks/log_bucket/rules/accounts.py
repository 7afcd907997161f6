"""RS346: an account that may write here and that the organization does not have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.finding import Problem, suggestion

RULE = "RS346"


def accounts(variable: str, given: Sequence[str] | str, known: frozenset[str] | None) -> Iterator[Problem]:
    """A problem for each account that is not there, where it is known which are. A word stands for all of them."""
    if known is None or isinstance(given, str):
        return
    for index, account in enumerate(given):
        if account not in known:
            text = f"the organization has no account '{account}'{suggestion(account, known)}"
            yield Problem(RULE, text, ("vars", variable, index))
