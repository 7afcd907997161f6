"""All pages of a listing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def pages(client: Any, operation: str, **parameters: Any) -> Iterator[Any]:
    """Every page of an operation, also of those that botocore knows no paginator for."""
    if client.can_paginate(operation):
        yield from client.get_paginator(operation).paginate(**parameters)
        return
    while True:
        page = getattr(client, operation)(**parameters)
        yield page
        token = page.get("NextToken") or page.get("nextToken")
        if not token:
            return
        parameters["NextToken" if "NextToken" in page else "nextToken"] = token


def items(client: Any, operation: str, key: str, **parameters: Any) -> Iterator[Any]:
    """Every entry of an operation's list ``key``."""
    for page in pages(client, operation, **parameters):
        yield from page.get(key) or ()
