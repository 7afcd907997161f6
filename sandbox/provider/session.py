"""A session with the simulated AWS: credentials, clients, the account it belongs to."""

from __future__ import annotations

import os
import threading
from functools import cache
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from sandbox.provider.configuration import AssumedRole, Settings
from sandbox.provider.endpoint import endpoint
from sandbox.provider.errors import ProviderError, sentence
from sandbox.provider.retry import Retry

_NO_FILE = (None, None, os.devnull, None)
# The user's own profiles and files of AWS must not matter: they may lead out of this machine.
_VARIABLES = {"profile": (None, None, None, None), "config_file": _NO_FILE, "credentials_file": _NO_FILE}
# Botocore's sessions are slow to make and not safe for threads, its clients are.
_lock = threading.Lock()


class Aws:
    """Clients of the simulated AWS for one configured provider. Safe for threads.

    Raises ProviderError when a role cannot be assumed or the account is not allowed.
    """

    def __init__(self, settings: Settings) -> None:
        if not settings.region:
            raise ProviderError("Missing region: give the provider a region or set AWS_REGION")
        self.region = settings.region
        self.tags = settings.tags
        self._settings = settings
        self._credentials = (settings.access_key, settings.secret_key, settings.token)
        self._clients: dict[tuple[str, str], Any] = {}
        if not settings.access_key or not settings.secret_key:
            raise ProviderError("No valid credential sources found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
        for role in settings.roles:
            self._assume(role)
        self.account_id, self.partition = self._identify() if settings.verify else ("", "aws")
        self._check_account()

    def client(self, service: str, region: str | None = None) -> Any:
        """The client of a service in a region (the provider's own unless given)."""
        key = (service, region or self.region)
        with _lock:
            if key not in self._clients:
                self._clients[key] = self._create(*key)
            return self._clients[key]

    def caller_arn(self) -> str:
        """The ARN of whoever the calls are made as."""
        return str(self.client("sts").get_caller_identity()["Arn"])

    def _create(self, service: str, region: str) -> Any:
        from botocore.config import Config

        access_key, secret_key, token = self._credentials
        client = _session().create_client(
            service,
            region_name=region,
            endpoint_url=endpoint(service, self._settings.endpoints),
            aws_access_key_id=access_key,
            aws_secret_access_key=secret_key,
            aws_session_token=token,
            config=Config(
                retries={"mode": "standard", "total_max_attempts": 1},
                s3={"addressing_style": "path"},
                connect_timeout=5,
                read_timeout=60,
                max_pool_connections=50,
                inject_host_prefix=False,
                proxies={},
            ),
        )
        events = client.meta.events
        events.register(
            f"needs-retry.{client.meta.service_model.service_id.hyphenize()}", Retry(self._settings.max_retries)
        )
        if service == "s3control":
            events.register("before-sign.s3-control", _without_account_in_host)
        return client

    def _assume(self, role: AssumedRole) -> None:
        parameters = {"RoleSessionName": "aws-go-sdk", **role.parameters}
        try:
            answer = self.client("sts").assume_role(RoleArn=role.role_arn, **parameters)
        except ProviderError:
            raise
        except Exception as error:
            raise ProviderError(f"Cannot assume IAM Role {role.role_arn}: {sentence(error)}") from None
        taken = answer["Credentials"]
        self._credentials = (taken["AccessKeyId"], taken["SecretAccessKey"], taken["SessionToken"])
        self._clients.clear()

    def _identify(self) -> tuple[str, str]:
        try:
            identity = self.client("sts").get_caller_identity()
        except ProviderError:
            raise
        except Exception as error:
            raise ProviderError(f"unable to validate AWS credentials. Details: {sentence(error)}") from None
        return str(identity["Account"]), str(identity["Arn"]).split(":")[1]

    def _check_account(self) -> None:
        allowed, forbidden = self._settings.allowed_account_ids, self._settings.forbidden_account_ids
        if (allowed and self.account_id not in allowed) or self.account_id in forbidden:
            raise ProviderError(f"AWS account ID not allowed: {self.account_id}")


@cache
def _session() -> Any:
    import botocore.session

    return botocore.session.Session(session_vars=_VARIABLES)


def _without_account_in_host(request: Any, **_: Any) -> None:
    """S3 Control puts the account id in front of the host, a name that loopback does not have; a header says it too."""
    parts = urlsplit(request.url)
    account = request.headers.get("x-amz-account-id")
    if isinstance(account, bytes):
        account = account.decode()
    if account and parts.netloc.startswith(f"{account}."):
        request.url = urlunsplit(parts._replace(netloc=parts.netloc.removeprefix(f"{account}.")))
