"""What Account Management says when it refuses."""

from __future__ import annotations

from moto.core.exceptions import ServiceException


class AccountError(ServiceException):  # type: ignore[misc]
    """An error of Account Management."""


def denied(caller_arn: str, operation: str, why: str) -> AccountError:
    """The caller may not do this to that account."""
    text = f"User: {caller_arn} is not authorized to perform: account:{operation} ({why})"
    return AccountError("AccessDeniedException", text)


def invalid(message: str) -> AccountError:
    """A value does not satisfy AWS's rules."""
    return AccountError("ValidationException", message)


def not_found(message: str) -> AccountError:
    """There is no such thing."""
    return AccountError("ResourceNotFoundException", message)
