"""How Security Hub says that it is off."""

from __future__ import annotations

from sandbox.provider.errors import code, message


def not_subscribed(error: BaseException) -> bool:
    """Whether an error means that the account does not use Security Hub."""
    return code(error) == "InvalidAccessException" and "not subscribed to AWS Security Hub" in message(error)


def no_organization(error: BaseException) -> bool:
    """Whether an error means that the account is in no organization."""
    return code(error) == "AccessDeniedException" and "not a member of an organization" in message(error)
