"""How GuardDuty says that there is no such detector."""

from __future__ import annotations

from sandbox.provider.errors import code, message

_NOT_OWNED = "not owned by the current account"


def missing(error: BaseException) -> bool:
    """Whether an error means that the detector is not there (any more)."""
    return code(error) == "BadRequestException" and _NOT_OWNED in message(error)
