"""Clients of AWS for what operations read there themselves, with the credentials that `pulumi` has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import boto3
from botocore.config import Config

_TRIES = 10


def client(service: str, environment: Mapping[str, str], region: str | None = None) -> Any:
    """A client as the environment describes it: keys, else a profile, else whatever boto3 finds by itself."""
    keys = {
        "aws_access_key_id": environment.get("AWS_ACCESS_KEY_ID"),
        "aws_secret_access_key": environment.get("AWS_SECRET_ACCESS_KEY"),
        "aws_session_token": environment.get("AWS_SESSION_TOKEN"),
    }
    region = region or environment.get("AWS_REGION") or environment.get("AWS_DEFAULT_REGION") or "us-east-1"
    if keys["aws_access_key_id"]:
        session = boto3.Session(region_name=region, **keys)
    else:
        session = boto3.Session(region_name=region, profile_name=environment.get("AWS_PROFILE"))
    # Adaptive retries stay within AWS's request rates: they slow down where AWS throttles.
    config = Config(retries={"mode": "adaptive", "total_max_attempts": _TRIES})
    return session.client(service, endpoint_url=environment.get("AWS_ENDPOINT_URL"), config=config)
