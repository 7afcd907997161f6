"""What the access roles of the state wait for."""

from __future__ import annotations

from collections.abc import Mapping

from botocore.exceptions import BotoCoreError, ClientError

from operate.aws import client


def organization_id(environment: Mapping[str, str]) -> str | None:
    """The id of the organization that the credentials are in; None where there is none, or it cannot be told."""
    try:
        return str(client("organizations", environment).describe_organization()["Organization"]["Id"])
    except (BotoCoreError, ClientError):
        return None
