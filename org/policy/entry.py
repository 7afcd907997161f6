"""One entry of a policy catalog."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from pydantic import Field, model_validator

from model.variables import Strict
from org.policy.parameters import Parameter, filled, parameters_in
from org.policy.statement import Document, Statement, StatementBody
from org.policy.types import SERVICE_CONTROL, PolicyType

_BODY = set(StatementBody.model_fields)


class ParameterDeclaration(Strict):
    """What a template wants to be told."""

    description: str = Field("", description="What the value is for.")
    default: Parameter | None = Field(None, description="Used when no value is given; without one it is required.")


class Entry(StatementBody):
    """A guardrail by its SID: one statement, or several under `statements`."""

    sid: str = Field(pattern=r"^[A-Za-z0-9]+$", description="Name of the entry: letters and digits.")
    description: str = Field("", description="What it prevents, for people.")
    type: PolicyType = Field(SERVICE_CONTROL, description="Type of policy that it belongs to.")
    exempt: bool = Field(True, description="Whether our own roles and the named principals are exempted.")
    parameters: dict[str, ParameterDeclaration] = Field(default_factory=dict, description="Values it wants, by name.")
    previous_name: str | None = Field(None, description="SID that the entry had before it was renamed.")
    statements: list[Statement] = Field(default_factory=list, description="Several statements instead of one.")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        body = self.model_dump(include=_BODY, exclude_none=True, exclude_defaults=True)
        if self.statements and body:
            raise ValueError("give either `statements` or one statement, not both")
        unknown = sorted(parameters_in(self._content()) - set(self.parameters))
        if unknown:
            raise ValueError(f"`${{{unknown[0]}}}` is used but not declared under `parameters`")
        return self

    def as_iam(self, values: Mapping[str, Parameter]) -> list[Document]:
        """Its statements in IAM's words, with parameters filled in. Raises KeyError for one that has no value."""
        defaults = {name: one.default for name, one in self.parameters.items() if one.default is not None}
        statements = [Statement.model_validate(one) for one in filled(self._content(), {**defaults, **values})]
        if len(statements) == 1:
            return [statements[0].as_iam(self.sid)]
        return [one.as_iam(f"{self.sid}{number}") for number, one in enumerate(statements, 1)]

    def _content(self) -> list[dict[str, Any]]:
        if self.statements:
            return [one.model_dump(exclude_none=True) for one in self.statements]
        return [Statement.model_validate(self.model_dump(include=_BODY)).model_dump(exclude_none=True)]
