"""Which account and which principal an access key speaks for."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

from moto.core.responses import BaseResponse

from sandbox.aws.settings import current

TEMPORARY_PREFIX = "ASIA"

_ACCOUNT_ID = re.compile(r"\d{12}")
_CREDENTIAL = re.compile(r"Credential=([^/,\s]+)/")


@dataclass(frozen=True)
class Caller:
    """Who sends a request. ``arn`` is what GetCallerIdentity shows, ``principal_arn`` what policies compare with
    (the role, where ``arn`` is a session of it). ``expires`` is in seconds since 1970; None for long-term keys.
    """

    account_id: str
    arn: str
    principal_arn: str
    user_id: str
    expires: float | None = None

    @property
    def expired(self) -> bool:
        """Whether AWS would not accept the key any longer."""
        return self.expires is not None and self.expires < time.time()


_callers: dict[str, Caller] = {}


def register(access_key_id: str, caller: Caller) -> None:
    """``access_key_id`` speaks for ``caller``."""
    if len(_callers) % 1000 == 999:
        for key in [key for key, known in list(_callers.items()) if known.expired]:
            _callers.pop(key, None)
    _callers[access_key_id] = caller


def forget(access_key_id: str) -> None:
    """``access_key_id`` speaks for nobody."""
    _callers.pop(access_key_id, None)


def known(access_key_id: str) -> Caller | None:
    """Whom ``access_key_id`` speaks for; None when AWS never gave it out."""
    return _callers.get(access_key_id)


def caller(access_key_id: str) -> Caller:
    """Whom ``access_key_id`` speaks for.

    An account id in place of a key speaks for the administrator of that account, a key that nobody knows for the
    administrator of the management account: so that anybody can look into any account of the sandbox.
    """
    if found := _callers.get(access_key_id):
        return found
    return administrator(access_key_id if _ACCOUNT_ID.fullmatch(access_key_id) else current().management_account_id)


def everybody() -> dict[str, Caller]:
    """Whom each key speaks for."""
    return dict(_callers)


def replace(callers: dict[str, Caller]) -> None:
    """The keys of ``callers`` are known, and no others."""
    _callers.clear()
    _callers.update(callers)


def administrator(account_id: str) -> Caller:
    """The user of an account that people of the sandbox are."""
    arn = f"arn:aws:iam::{account_id}:user/sandbox-administrator"
    return Caller(account_id, arn, arn, "AIDASANDBOXADMINISTR")


def _access_key(self: BaseResponse) -> str:
    signature = _CREDENTIAL.search(self.headers.get("Authorization", ""))
    if signature:
        return signature.group(1)
    # Presigned requests carry the key in their address.
    return str(self.querystring.get("X-Amz-Credential", self.querystring.get("AWSAccessKeyId", [""]))[0]).split("/")[0]


def _current_account(self: BaseResponse) -> str:
    # Moto scans the keys of every account and falls back to an account id fixed at import.
    header = self.headers.get("x-moto-account-id")
    return str(header) if header else caller(self.get_access_key()).account_id


def install() -> None:
    """Every service of the simulated AWS finds the account of a request here."""
    BaseResponse.get_access_key = _access_key
    BaseResponse.get_current_account = _current_account
    register(current().administrator_access_key_id, administrator(current().management_account_id))
