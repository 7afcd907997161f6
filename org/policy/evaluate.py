"""What organization policies allow: AWS's evaluation of service control policies, offline.

A request passes when no statement denies it and, at every level from the root over each unit down to the account, at
least one statement allows it (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from org.policy.conditions import Context, conditions_hold, with_variables
from org.policy.patterns import action_like, text_like
from org.policy.statement import Document, listed

FULL_ACCESS: Document = {"Effect": "Allow", "Action": "*", "Resource": "*", "Sid": "FullAWSAccess"}
"""What AWS attaches to every target by itself."""

Level = Sequence[Document]


@dataclass(frozen=True)
class Request:
    """One call: its action, the resource it is about, and its condition keys (``aws:PrincipalArn`` among them)."""

    action: str
    resource: str = "*"
    context: Mapping[str, str | Sequence[str]] = field(default_factory=dict)

    @cached_property
    def keys(self) -> Context:
        """The condition keys as conditions see them."""
        return {key.lower(): listed(value) for key, value in self.context.items()}


@dataclass(frozen=True)
class Decision:
    """Whether a request passes. ``by`` is the statement that denies it; None when no level's statement allows it."""

    allowed: bool
    level: int | None = None
    by: Document | None = None


def evaluate(levels: Iterable[Level], request: Request) -> Decision:
    """The decision over all levels, the root's first."""
    silent: int | None = None
    for number, statements in enumerate(levels):
        allowed = False
        for statement in statements:
            if not matches(statement, request):
                continue
            if statement["Effect"] == "Deny":
                return Decision(False, number, statement)
            allowed = True
        if not allowed and silent is None:
            silent = number
    return Decision(silent is None, silent)


def matches(statement: Document, request: Request) -> bool:
    """Whether the statement is about the request. Raises ValueError for an unknown condition operator."""
    return (
        _selects(statement, "Action", request.action, request.keys)
        and _selects(statement, "Resource", request.resource, request.keys)
        and conditions_hold(statement.get("Condition", {}), request.keys)
    )


def _selects(statement: Document, element: str, given: str, keys: Context) -> bool:
    like = action_like if element == "Action" else text_like
    negated = f"Not{element}" in statement
    patterns = listed(statement[f"Not{element}"] if negated else statement.get(element, "*"))
    return any(like(pattern, given) for pattern in with_variables(patterns, keys)) != negated
