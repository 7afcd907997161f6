"""Variables of what watches and blocks public access: EMR's block and Access Analyzer."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from model.variables import Strict, Variables


class PortRange(Strict):
    """Ports that may be open to the world."""

    min_range: int = Field(ge=1, le=65535, description="First port (1–65,535).")
    max_range: int = Field(ge=1, le=65535, description="Last port (1–65,535).")


class AccessVariables(Variables):
    """EMR's public access block and IAM Access Analyzer in each region."""

    emr_block_public_access_enabled: bool = Field(
        True, description="Whether EMR's public access block is set; false is AWS's default, port 22 permitted."
    )
    emr_block_public_security_group_rules: bool = Field(
        True, description="Refuse EMR clusters whose security groups let the world in."
    )
    emr_permitted_public_security_group_rule_ranges: list[PortRange] = Field(
        default_factory=list, description="Ports that may be open to the world all the same."
    )
    access_analyzer_enabled: bool = Field(True, description="Whether each region gets an IAM Access Analyzer.")
    access_analyzer_type: Literal["ACCOUNT", "ORGANIZATION"] = Field(
        "ACCOUNT", description="Zone of trust; `ORGANIZATION` in the management account or a delegated administrator."
    )
    access_analyzer_name: str | None = Field(
        None,
        min_length=1,
        max_length=255,
        pattern=r"^[A-Za-z][0-9A-Za-z_.-]*$",
        description="Name of the analyzer in each region; null takes the labels, as in `acme-core-audit-access`.",
    )
