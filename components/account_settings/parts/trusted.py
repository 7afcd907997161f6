"""Who may assume a role of the baseline."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pulumi
import pulumi_aws as aws

from blocks.own_account import own_account_id
from blocks.wiring import Wiring


def trusted_role(
    name: str,
    called: tuple[str, str],
    trust: tuple[str, Sequence[str]],
    options: pulumi.ResourceOptions,
    wiring: Wiring,
) -> aws.iam.Role:
    """Registers a role without permissions. ``called`` is its name and description.

    ``trust`` is the SID of its trust and who is in it: the management account where nobody is given.
    """
    physical, description = called
    sid, given = trust
    organization = wiring.account_map.organization_id if wiring.account_map else None
    return aws.iam.Role(
        name,
        name=physical,
        description=description,
        assume_role_policy=_principals(given, wiring).apply(lambda arns: trust_policy(sid, arns, organization)),
        tags={"Name": physical},
        opts=options,
    )


def trust_policy(sid: str, principals: list[str], organization_id: str | None) -> str:
    """Who may assume the role: the principals, and only from inside the organization where its id is known."""
    statement: dict[str, Any] = {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": {"AWS": principals[0] if len(principals) == 1 else principals},
        "Action": "sts:AssumeRole",
    }
    if organization_id is not None:
        statement["Condition"] = {"StringEquals": {"aws:PrincipalOrgID": organization_id}}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def _principals(given: Sequence[str], wiring: Wiring) -> pulumi.Output[list[str]]:
    if given:
        return pulumi.Output.from_input(list(given))
    account_map = wiring.account_map
    management = pulumi.Output.from_input(account_map.root_account_id) if account_map else own_account_id(wiring)
    return management.apply(lambda account: [f"arn:{wiring.partition}:iam::{account}:root"])
