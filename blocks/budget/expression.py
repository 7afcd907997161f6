"""Filter expressions of budgets, as YAML writes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from model.variables import Strict

MatchOption = Literal[
    "EQUALS",
    "STARTS_WITH",
    "ENDS_WITH",
    "CONTAINS",
    "GREATER_THAN_OR_EQUAL",
    "CASE_SENSITIVE",
    "CASE_INSENSITIVE",
]


class Match(Strict):
    """What one dimension, tag or cost category must be."""

    key: str = Field(min_length=1, max_length=1024, description="Dimension, tag key or cost category.")
    values: list[str] = Field(min_length=1, description="Values, any of which matches.")
    match_options: list[MatchOption] = Field(default_factory=list, description="How values are compared.")


class Expression(Strict):
    """Which costs count: exactly one of a match or a combination of expressions; AWS allows two levels."""

    dimensions: Match | None = Field(None, description="Match of a dimension such as `SERVICE` or `LINKED_ACCOUNT`.")
    tags: Match | None = Field(None, description="Match of a cost allocation tag.")
    cost_categories: Match | None = Field(None, description="Match of a cost category.")
    all_of: list[Expression] | None = Field(None, min_length=2, description="Expressions that all hold.")
    any_of: list[Expression] | None = Field(None, min_length=2, description="Expressions of which one holds.")
    none_of: Expression | None = Field(None, description="Expression that does not hold.")

    @property
    def parts(self) -> tuple[str, ...]:
        """The fields that are given."""
        return tuple(name for name in type(self).model_fields if getattr(self, name) is not None)

    @property
    def depth(self) -> int:
        """How many levels of combinations there are: 1 for a single match."""
        return 1 + max((one.depth for one in self.below()), default=0)

    def below(self) -> Iterator[Expression]:
        """The expressions that this one combines."""
        yield from self.all_of or ()
        yield from self.any_of or ()
        if self.none_of is not None:
            yield self.none_of
