"""Picking parts of printed data with JMESPath (https://jmespath.org)."""

from __future__ import annotations

from typing import Any

from cli.data import plain
from cli.verb import UsageError


def queried(data: Any, expression: str | None) -> Any:
    """What the expression picks from the data; all of it without one. UsageError when it is none."""
    if expression is None:
        return data
    import jmespath
    from jmespath.exceptions import JMESPathError

    try:
        return jmespath.search(expression, plain(data))
    except JMESPathError as error:
        reason = " ".join(str(error).split())
        raise UsageError(f"--query: not a JMESPath expression: {reason}") from error
