"""The variables that every kind accepts, and how a kind declares its own."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from model.context import DEFAULT_LABEL_ORDER, Context

AccountId = Annotated[str, StringConstraints(pattern=r"^\d{12}$")]
"""A quoted 12-digit AWS account id."""


class Strict(BaseModel):
    """A part of a kind's variables: frozen, no unknown keys, no conversion between types."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=False)


class Variables(Strict):
    """The variables of any kind: its labels, whether it is enabled, and the regions it serves."""

    enabled: bool = Field(True, description="Whether anything is created.")
    namespace: str = Field("", description="Short name of the organization, first label of every name.")
    tenant: str = Field("", description="Organizational unit.")
    environment: str = Field("", description="Short region code, `gbl` for what is global.")
    stage: str = Field("", description="Role of the account.")
    name: str = Field("", description="Label of this instance.")
    attributes: list[str] = Field(default_factory=list, description="Further labels, at the end of the name.")
    delimiter: str = Field("-", description="Stands between labels.")
    label_order: list[str] = Field(list(DEFAULT_LABEL_ORDER), description="Labels of a name, in order.")
    id_length_limit: int = Field(0, ge=0, description="Longest name in characters; 0 for no limit.")
    tags: dict[str, str] = Field(default_factory=dict, description="Tags of every resource; they win over labels.")
    region: str = Field("us-east-1", description="Home region.")
    regions: list[str] = Field(default_factory=list, description="Regions of the account, for regional settings.")

    @property
    def context(self) -> Context:
        """The labels that names and tags are made of."""
        return Context(
            namespace=self.namespace,
            tenant=self.tenant,
            environment=self.environment,
            stage=self.stage,
            name=self.name,
            attributes=tuple(self.attributes),
            delimiter=self.delimiter,
            label_order=tuple(self.label_order),
            id_length_limit=self.id_length_limit,
            tags=self.tags,
        )
