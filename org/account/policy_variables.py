"""Policies that the `account` variables define or adjust, as YAML writes them."""

from __future__ import annotations

from typing import Any, Self

from pydantic import Field, model_validator

from model.variables import Strict
from org.account.by_name import Tags
from org.policy.parameters import Parameter
from org.policy.statement import Statement
from org.policy.types import PolicyType


class PolicyVariables(Strict):
    """One policy: its own document (`statements` or `content`), or a catalog entry with parameters and exemptions."""

    type: PolicyType | None = Field(None, description="Type of policy; that of the catalog entry, else an SCP.")
    name: str | None = Field(None, min_length=1, description="Name in AWS; the key by default.")
    description: str | None = Field(None, description="Description in AWS; that of the catalog entry by default.")
    entry: str | None = Field(None, description="SID of the catalog entry it is made from; the key by default.")
    parameters: dict[str, Parameter] = Field(default_factory=dict, description="Values for the entry's parameters.")
    statements: list[Statement] | None = Field(None, min_length=1, description="The statements of the policy.")
    content: str | dict[str, Any] | None = Field(None, description="The whole document: YAML, or JSON text.")
    exempt: bool | None = Field(None, description="Whether our own roles are exempted; as the entry says by default.")
    exempt_roles: list[str] = Field(default_factory=list, description="Further role names that it does not bind.")
    exempt_principals: list[str] = Field(default_factory=list, description="Further principals, as ARN patterns.")
    tags: Tags = Field(default_factory=dict, description="Tags of the policy.")
    previous_name: str | None = Field(None, description="Key or SID that the policy had before it was renamed.")
    import_id: str | None = Field(None, pattern=r"^p-[0-9a-zA-Z_]+$", description="Id of a policy to take over.")
    import_target_ids: list[str] = Field(
        default_factory=list, description="Targets (ids) whose attachment exists in AWS and is taken over."
    )
    skip_destroy: bool = Field(False, description="Leave the policy in AWS when it goes from here.")

    @model_validator(mode="after")
    def _one_document(self) -> Self:
        given = [name for name in ("entry", "statements", "content") if getattr(self, name) is not None]
        if len(given) > 1:
            raise ValueError(f"give only one of {' and '.join(f'`{name}`' for name in given)}")
        return self

    @property
    def own_document(self) -> bool:
        """Whether the document stands here and not in a catalog."""
        return self.statements is not None or self.content is not None
