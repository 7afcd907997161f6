"""Clients of AWS for tests that read much: each is made once, with one sign-in an account for all of them."""

from __future__ import annotations

from functools import cache
from typing import Any

import boto3

from tests.e2e.controls import Client
from tests.e2e.organization import Organization

_SESSION = boto3.Session()


def clients_in(organization: Organization, account_id: str | None) -> Client:
    """Clients by service and region (the home region unless told) in a member account; None for the management one."""
    environment = organization.environment
    keys = {
        "aws_access_key_id": environment["AWS_ACCESS_KEY_ID"],
        "aws_secret_access_key": environment["AWS_SECRET_ACCESS_KEY"],
    }
    if account_id is not None:
        role = f"arn:aws:iam::{account_id}:role/OrganizationAccountAccessRole"
        taken = organization.client("sts").assume_role(RoleArn=role, RoleSessionName="auditor")["Credentials"]
        keys = {
            "aws_access_key_id": taken["AccessKeyId"],
            "aws_secret_access_key": taken["SecretAccessKey"],
            "aws_session_token": taken["SessionToken"],
        }
    endpoints = {"s3control": environment["AWS_ENDPOINT_URL_S3_CONTROL"]}

    @cache
    def client(service: str, region: str | None = None) -> Any:
        endpoint = endpoints.get(service, environment["AWS_ENDPOINT_URL"])
        return _SESSION.client(service, region_name=region or environment["AWS_REGION"], endpoint_url=endpoint, **keys)

    return client
