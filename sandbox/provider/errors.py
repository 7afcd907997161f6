"""Errors of the provider: one sentence each, for people."""

from __future__ import annotations

from typing import Any

_UNREACHABLE = ("EndpointConnectionError", "ConnectionClosedError", "ConnectTimeoutError", "ReadTimeoutError")


class ProviderError(Exception):
    """Something that a user has to know; its text is the whole message."""


class NotFound(ProviderError):
    """A resource that AWS does not have (any more)."""


class Incomplete(ProviderError):
    """A resource that exists, though not as it should be: its id and state must be kept."""

    def __init__(self, reason: str, identifier: str, state: dict[str, Any]) -> None:
        super().__init__(reason)
        self.identifier = identifier
        self.state = state


def code(error: BaseException) -> str:
    """AWS's code of an error, as in ``NoSuchEntity``; empty when it is not an answer of AWS."""
    response = getattr(error, "response", None)
    return str(response.get("Error", {}).get("Code", "")) if isinstance(response, dict) else ""


def message(error: BaseException) -> str:
    """AWS's message of an error, else the error's own text."""
    response = getattr(error, "response", None)
    if isinstance(response, dict):
        return str(response.get("Error", {}).get("Message", "")) or code(error)
    return str(error) or type(error).__name__


def sentence(error: BaseException) -> str:
    """One sentence for any error: AWS's operation, code and message where there are such."""
    if isinstance(error, ProviderError):
        return str(error)
    if name := code(error):
        operation = getattr(error, "operation_name", "")
        return f"{operation}: {name}: {message(error)}" if operation else f"{name}: {message(error)}"
    text = " ".join(message(error).split())
    if type(error).__name__ in _UNREACHABLE:
        return f"the simulated AWS does not answer: {text}"
    return f"{type(error).__name__}: {text}"
