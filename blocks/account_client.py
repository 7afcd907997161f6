"""AWS's own API, for the few questions that the provider has no function for."""

from __future__ import annotations

from functools import cache
from typing import Any


def account_client(service: str, region: str, role_arn: str | None) -> Any:
    """A boto3 client in the account of a stack: with the stack's role, or with the caller's own credentials."""
    return _session(role_arn).client(service, region_name=region)


@cache
def _session(role_arn: str | None) -> Any:
    import boto3  # only the few runs that ask pay for it

    if role_arn is None:
        return boto3.Session()
    sts = boto3.client("sts", region_name="us-east-1")
    assumed = sts.assume_role(RoleArn=role_arn, RoleSessionName="rootstock")["Credentials"]
    return boto3.Session(
        aws_access_key_id=assumed["AccessKeyId"],
        aws_secret_access_key=assumed["SecretAccessKey"],
        aws_session_token=assumed["SessionToken"],
    )
