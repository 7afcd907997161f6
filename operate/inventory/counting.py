"""Counts the calls that clients make: retries are the client's own business, each call counts once."""

from __future__ import annotations

from collections import Counter
from typing import Any


def counted(client: Any, calls: Counter[str]) -> Any:
    """The client, which from now on counts each call under its name in AWS, such as ``ListPolicies``."""
    client.meta.events.register("before-call", lambda model, **_: calls.update([model.name]))
    return client
