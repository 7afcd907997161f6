"""Which account and which principal an access key speaks for."""

from __future__ import annotations

import time
from dataclasses import dataclass

from moto.core.responses import BaseResponse

from sandbox.aws.settings import current

TEMPORARY_PREFIX = "ASIA"


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
    """Whom ``access_key_id`` speaks for; a key nobody knows speaks for the administrator of the management account."""
    return _callers.get(access_key_id) or administrator()


def administrator() -> Caller:
    """The user of the management account that people of the sandbox are."""
    account_id = current().management_account_id
    arn = f"arn:aws:iam::{account_id}:user/sandbox-administrator"
    return Caller(account_id, arn, arn, "AIDASANDBOXADMINISTR")


def _current_account(self: BaseResponse) -> str:
    # Moto scans the keys of every account and falls back to an account id fixed at import.
    header = self.headers.get("x-moto-account-id")
    return header if header else caller(self.get_access_key()).account_id


def install() -> None:
    """Every service of the simulated AWS finds the account of a request here."""
    BaseResponse.get_current_account = _current_account
    register(current().administrator_access_key_id, administrator())
