"""Whether a role in another account can be assumed, found out by trying.

A new account's role answers seconds to minutes after the account exists, and AWS tells nobody when.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from botocore.exceptions import ClientError, HTTPClientError

from operate.aws import client

Wait = Callable[[float], bool]
"""Lets so many seconds pass; True where somebody asked to stop meanwhile."""

_REFUSED = re.compile(r"cannot assume iam role|cannot be assumed", re.IGNORECASE)
_ROLE = re.compile(r"arn:[\w-]+:iam::\d{12}:role/[\w+=,.@/-]*\w")
_MAY_PASS = ("AccessDenied", "Throttling", "RequestLimitExceeded", "ServiceUnavailable", "InternalFailure")
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 15.0


def refused_roles(messages: Iterable[str]) -> list[str]:
    """The ARNs of the roles that a provider could not assume, each once."""
    found = (role for text in messages if _REFUSED.search(text) for role in _ROLE.findall(text))
    return list(dict.fromkeys(found))


def answers(role: str, environment: Mapping[str, str], patience: float, wait: Wait) -> bool:
    """Whether the role could be assumed within ``patience`` seconds; the pauses between tries double.

    False at once for what time does not heal, such as keys that have run out.
    """
    pause, spent = _FIRST_PAUSE, 0.0
    while True:
        try:
            client("sts", environment).assume_role(RoleArn=role, RoleSessionName="rootstock-reach")
        except (ClientError, HTTPClientError) as error:
            if not _may_pass(error) or spent >= patience or wait(pause):
                return False
            spent, pause = spent + pause, min(pause * 2, _LONGEST_PAUSE)
        except Exception:
            # No credentials, no such profile: the engine's own words are better.
            return False
        else:
            return True


def _may_pass(error: Any) -> bool:
    return not isinstance(error, ClientError) or error.response["Error"]["Code"] in _MAY_PASS
