"""Requests for more of a quota that AWS has not decided yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_OPEN = ("PENDING", "CASE_OPENED")


@dataclass(frozen=True)
class OpenRequest:
    """A request that AWS has not decided yet: the wanted value, and its status (``PENDING`` or ``CASE_OPENED``)."""

    value: float
    status: str


class Unreadable(Exception):
    """Requests could not be listed, and why."""


def open_request(client: Callable[[], Any], service_code: str, quota_code: str) -> OpenRequest | None:
    """The open request for a quota; AWS allows one at a time. Raises Unreadable.

    The provider has no function for this, so AWS is asked directly, with the rights of the stack.
    """
    from botocore.exceptions import BotoCoreError, ClientError  # only the few runs that ask pay for it

    try:
        pages = (
            client()
            .get_paginator("list_requested_service_quota_change_history_by_quota")
            .paginate(ServiceCode=service_code, QuotaCode=quota_code)
        )
        listed = [request for page in pages for request in page["RequestedQuotas"]]
    except (BotoCoreError, ClientError) as error:
        raise Unreadable(str(error)) from error
    found = next((request for request in listed if request["Status"] in _OPEN), None)
    return OpenRequest(found["DesiredValue"], found["Status"]) if found else None
