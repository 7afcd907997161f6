"""The role that may talk to AWS Support and do nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_aws as aws

from blocks.wiring import Wiring
from components.account_settings.parts.trusted import trusted_role
from components.account_settings.variables import AccountSettingsVariables


def support_role(
    name: str, variables: AccountSettingsVariables, options: pulumi.ResourceOptions, wiring: Wiring
) -> Mapping[str, Any]:
    """Registers the role with AWS's own policy. Exports ``support_role_arn``, null where there is none."""
    physical = variables.support_role_name
    if physical is None:
        return {"support_role_arn": None}
    called = (physical, "Opens and reads cases of AWS Support, and nothing else")
    trust = ("AskForSupport", variables.support_role_trusted_arns)
    role = trusted_role(f"{name}-support-role", called, trust, options, wiring)
    aws.iam.RolePolicyAttachment(
        f"{name}-support-role-policy",
        role=role.name,
        policy_arn=f"arn:{wiring.partition}:iam::aws:policy/AWSSupportAccess",
        opts=options,
    )
    return {"support_role_arn": role.arn}
