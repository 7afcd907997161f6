"""One statement of a policy, as YAML writes it and as IAM reads it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal, Self

from pydantic import AliasChoices, Field, model_validator

from model.variables import Strict

Element = str | list[str]
Document = dict[str, Any]


class Condition(Strict):
    """One condition: an operator, the key it looks at, and the values it compares with. Conditions are and-ed."""

    test: str = Field(description="IAM condition operator, such as `StringNotEquals`.")
    variable: str = Field(description="Condition key, such as `aws:RequestedRegion`.")
    values: list[str] = Field(min_length=1, description="Values to compare with; `${name}` is a parameter.")


class StatementBody(Strict):
    """What a statement says, without its name."""

    effect: Literal["Allow", "Deny"] = Field("Deny", description="What the statement does.")
    actions: list[str] | None = Field(None, min_length=1, description="Actions it is about.")
    not_actions: list[str] | None = Field(None, min_length=1, description="It is about every action but these.")
    resources: list[str] | None = Field(None, min_length=1, description="ARN patterns it is about; all by default.")
    not_resources: list[str] | None = Field(None, min_length=1, description="It is about every resource but these.")
    condition: list[Condition] = Field(
        default_factory=list,
        validation_alias=AliasChoices("condition", "conditions"),
        description="Conditions, all of which must hold.",
    )


class Statement(StatementBody):
    """One statement, without its exemptions. Exactly one of actions and not_actions."""

    sid: str | None = Field(None, pattern=r"^[A-Za-z0-9]+$", description="Id of the statement: letters and digits.")

    @model_validator(mode="after")
    def _one_of_each(self) -> Self:
        if (self.actions is None) == (self.not_actions is None):
            raise ValueError("give exactly one of `actions` and `not_actions`")
        if self.resources is not None and self.not_resources is not None:
            raise ValueError("give only one of `resources` and `not_resources`")
        return self

    def as_iam(self, sid: str | None = None) -> Document:
        """The statement in IAM's own words; lists sorted, lists of one as their only element."""
        written: Document = {"Effect": self.effect}
        if self.sid or sid:
            written["Sid"] = self.sid or sid
        for key, value in (
            ("Action", self.actions),
            ("NotAction", self.not_actions),
            ("NotResource", self.not_resources),
            ("Resource", ["*"] if self.resources is None and self.not_resources is None else self.resources),
        ):
            if value is not None:
                written[key] = element(value)
        if self.condition:
            written["Condition"] = _conditions(self.condition)
        return written


def element(values: Iterable[str]) -> Element:
    """Values sorted and without repetition, a single one as plain text."""
    distinct = sorted(set(values))
    return distinct[0] if len(distinct) == 1 else distinct


def listed(value: Any) -> list[str]:
    """An element of a policy as a list, however it was written."""
    return [value] if isinstance(value, str) else list(value)


def _conditions(conditions: Sequence[Condition]) -> Document:
    written: dict[str, dict[str, list[str]]] = {}
    for condition in conditions:
        written.setdefault(condition.test, {}).setdefault(condition.variable, []).extend(condition.values)
    return {test: {key: element(values) for key, values in keys.items()} for test, keys in written.items()}
