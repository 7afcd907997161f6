"""The role that may ask for quotas and nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_aws as aws

from blocks.wiring import Wiring
from components.account_settings.parts.trusted import trusted_role
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
    called = (physical, "Asks for service quotas, and nothing else")
    trust = ("AskForQuotas", variables.service_quotas_role_trusted_arns)
    role = trusted_role(f"{name}-quotas-role", called, trust, options, wiring)
    aws.iam.RolePolicy(
        f"{name}-quotas-role-policy",
        name="ask-for-quotas",
        role=role.name,
        policy=permissions(wiring.partition),
        opts=options,
    )
    return {"service_quotas_role_arn": role.arn}


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
