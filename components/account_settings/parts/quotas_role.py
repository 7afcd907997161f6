"""The role that may ask for quotas and nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_aws as aws

from blocks.own_account import own_account_id
from blocks.wiring import Wiring
from components.account_settings.variables import AccountSettingsVariables

_READ = (
    "servicequotas:GetAWSDefaultServiceQuota",
    "servicequotas:GetRequestedServiceQuotaChange",
    "servicequotas:GetServiceQuota",
    "servicequotas:ListAWSDefaultServiceQuotas",
    "servicequotas:ListRequestedServiceQuotaChangeHistoryByQuota",
    "servicequotas:ListServices",
)
_ASK = ("servicequotas:RequestServiceQuotaIncrease",)
# The first request of an account makes the service-linked role of Service Quotas.
_SERVICE = "servicequotas.amazonaws.com"


def quotas_role(
    name: str, variables: AccountSettingsVariables, options: pulumi.ResourceOptions, wiring: Wiring
) -> Mapping[str, Any]:
    """Registers the role. Exports ``service_quotas_role_arn``, null where there is none."""
    physical = variables.service_quotas_role_name
    if physical is None:
        return {"service_quotas_role_arn": None}
    organization = wiring.account_map.organization_id if wiring.account_map else None
    role = aws.iam.Role(
        f"{name}-quotas-role",
        name=physical,
        description="Asks for service quotas, and nothing else",
        assume_role_policy=_trusted(variables, wiring).apply(lambda arns: trust_policy(arns, organization)),
        tags={"Name": physical},
        opts=options,
    )
    aws.iam.RolePolicy(
        f"{name}-quotas-role-policy",
        name="ask-for-quotas",
        role=role.name,
        policy=permissions(wiring.partition),
        opts=options,
    )
    return {"service_quotas_role_arn": role.arn}


def trust_policy(principals: list[str], organization_id: str | None) -> str:
    """Who may assume the role: the principals, and only from inside the organization where its id is known."""
    statement: dict[str, Any] = {
        "Sid": "AskForQuotas",
        "Effect": "Allow",
        "Principal": {"AWS": principals[0] if len(principals) == 1 else principals},
        "Action": "sts:AssumeRole",
    }
    if organization_id is not None:
        statement["Condition"] = {"StringEquals": {"aws:PrincipalOrgID": organization_id}}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def permissions(partition: str) -> str:
    """What the role may do."""
    linked = f"arn:{partition}:iam::*:role/aws-service-role/{_SERVICE}/AWSServiceRoleForServiceQuotas"
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Sid": "ReadAndAsk", "Effect": "Allow", "Action": [*_READ, *_ASK], "Resource": "*"},
                {
                    "Sid": "FirstRequest",
                    "Effect": "Allow",
                    "Action": "iam:CreateServiceLinkedRole",
                    "Resource": linked,
                    "Condition": {"StringEquals": {"iam:AWSServiceName": _SERVICE}},
                },
            ],
        }
    )


def _trusted(variables: AccountSettingsVariables, wiring: Wiring) -> pulumi.Output[list[str]]:
    if variables.service_quotas_role_trusted_arns:
        return pulumi.Output.from_input(variables.service_quotas_role_trusted_arns)
    account_map = wiring.account_map
    management = pulumi.Output.from_input(account_map.root_account_id) if account_map else own_account_id(wiring)
    return management.apply(lambda account: [f"arn:{wiring.partition}:iam::{account}:root"])
