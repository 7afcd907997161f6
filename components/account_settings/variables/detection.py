"""Variables of what looks for misuse, and of who talks to AWS about it: Security Hub and the role for AWS Support."""

from __future__ import annotations

from pydantic import Field

from blocks.identifiers import PrincipalArn, RoleName
from model.variables import Variables


class DetectionVariables(Variables):
    """Security Hub in each region, and the role of the CIS AWS Foundations Benchmark, section 1.17."""

    security_hub_enabled: bool = Field(
        False,
        description="Whether Security Hub is on in each region; AWS bills its checks. Leave it off where an "
        "administrator of the organization enables it for its members.",
    )
    security_hub_default_standards_enabled: bool = Field(
        True, description="Whether Security Hub begins with the standards that AWS enables by itself."
    )
    support_role_name: RoleName | None = Field(
        None,
        description="Role that may open and read cases of AWS Support and nothing else; null for none.",
    )
    support_role_trusted_arns: list[PrincipalArn] = Field(
        default_factory=list,
        description="Principals that may assume the role; empty for the management account, whose own policies then "
        "say who may.",
    )
