"""Tokens of identity providers outside AWS, with which roles are assumed without any key."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from typing import Any

from moto.iam.models import iam_backends

from sandbox.aws.iam.policy import Request
from sandbox.aws.service_error import ServiceError


def request(token: str, account_id: str, partition: str = "aws") -> Request:
    """What a bearer of ``token`` asks of a role of the account. Raises InvalidIdentityToken.

    The token must come from a provider that the account knows and be for an audience that the provider has; its
    signature is not looked at.
    """
    claims = _claims(token)
    issuer = str(claims.get("iss", "")).removeprefix("https://").removesuffix("/")
    audiences = claims.get("aud") or []
    audiences = [audiences] if isinstance(audiences, str) else audiences
    for arn, provider in iam_backends[account_id][partition].open_id_providers.items():
        if provider.url.removesuffix("/") == issuer:
            if not set(audiences) & set(provider.client_id_list):
                raise ServiceError("InvalidIdentityToken", "Incorrect token audience")
            context = {f"{issuer}:sub".lower(): str(claims.get("sub", "")), f"{issuer}:aud".lower(): audiences[0]}
            return Request("sts:AssumeRoleWithWebIdentity", federated=arn, context=context)
    raise ServiceError("InvalidIdentityToken", f"No OpenIDConnect provider found in your account for https://{issuer}")


def _claims(token: str) -> dict[str, Any]:
    try:
        payload = token.split(".")[1]
        claims = json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (IndexError, ValueError):
        claims = None
    if not isinstance(claims, dict):
        raise ServiceError("InvalidIdentityToken", "The ID Token provided is not a valid JWT.")
    return claims
