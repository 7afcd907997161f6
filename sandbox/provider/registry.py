"""From a type token to its class: ``aws:iam/accountAlias:AccountAlias`` is ``iam.account_alias.AccountAlias``."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

from sandbox.provider.resource import Function, Resource
from sandbox.provider.table import NotSimulated

_TOKEN = re.compile(r"aws:(\w+)/(\w+):(\w+)")


def resource_class(token: str) -> type[Resource]:
    """The class of a resource type; its module is imported now, not before. Raises NotSimulated, naming the type."""
    found: type[Resource] = _class(token, "type")
    return found


def function_class(token: str) -> type[Function]:
    """The class of a function. Raises NotSimulated, naming it."""
    found: type[Function] = _class(token, "function")
    return found


def location(token: str) -> tuple[str, str]:
    """Module and class name that belong to a token. Raises ValueError when it is not a token of this provider."""
    match = _TOKEN.fullmatch(token)
    if not match:
        raise ValueError(token)
    service, member, name = match.groups()
    module = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", member).lower()
    return f"sandbox.provider.{service}.{module}", name[0].upper() + name[1:]


def _class(token: str, what: str) -> Any:
    try:
        module, name = location(token)
        return getattr(import_module(module), name)
    except (ValueError, ModuleNotFoundError, AttributeError):
        raise NotSimulated(f"{what} '{token}' is not simulated") from None
