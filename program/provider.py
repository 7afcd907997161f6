"""The one explicit AWS provider of a Pulumi stack."""

from __future__ import annotations

from collections.abc import Iterable

import pulumi_aws as aws

from layers import Instance
from model.account_map import AccountMap
from model.stack_name import StackName
from program.assumed_role import assumed_role
from program.shared_tags import shared_tags

_LONGEST_SESSION_NAME = 64


def member_provider(name: StackName, instances: Iterable[Instance], account_map: AccountMap) -> aws.Provider:
    """The provider of a member account: the stack's role, assumed there, refused in any other account.

    A stack with a pair of roles runs with the caller's own credentials, and no role is named. Raises LookupError when
    the account map has no such account.
    """
    held = tuple(instances)
    account_id = _account_id(name, account_map)
    role_arn = member_role_arn(name, held, account_map)
    session = f"rootstock-{name}"[:_LONGEST_SESSION_NAME]
    return aws.Provider(
        name.account,
        region=home_region(held),
        assume_roles=[aws.ProviderAssumeRoleArgs(role_arn=role_arn, session_name=session)] if role_arn else None,
        allowed_account_ids=[account_id],
        default_tags=aws.ProviderDefaultTagsArgs(tags=shared_tags(held)),
    )


def member_role_arn(name: StackName, instances: Iterable[Instance], account_map: AccountMap) -> str | None:
    """The ARN of the role that a stack assumes in its account; None where one of a pair was taken before.

    Raises LookupError when the map has no such account, or when the stack's instances name different roles.
    """
    account_id, role = _account_id(name, account_map), assumed_role(instances)
    return f"arn:{account_map.aws_partition}:iam::{account_id}:role/{role}" if isinstance(role, str) else None


def _account_id(name: StackName, account_map: AccountMap) -> str:
    account_id = account_map.full_account_map.get(name.account)
    if account_id is None:
        raise LookupError(f"the account map has no account '{name.account}'")
    return account_id


def management_provider(name: StackName, instances: Iterable[Instance], account_id: str | None) -> aws.Provider:
    """The provider of the management account: the caller's own credentials, held to the id where it is known."""
    held = tuple(instances)
    return aws.Provider(
        name.account,
        region=home_region(held),
        allowed_account_ids=[account_id] if account_id else None,
        default_tags=aws.ProviderDefaultTagsArgs(tags=shared_tags(held)),
    )


def home_region(instances: Iterable[Instance]) -> str:
    """The region of the stack's global instance, else the first of its instances' regions in order."""
    regions = sorted((i.vars.get("environment") != "gbl", str(i.vars.get("region", "us-east-1"))) for i in instances)
    return regions[0][1]
