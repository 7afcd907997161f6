"""Statements of policy documents, from the provider's properties."""

from __future__ import annotations

from typing import Any

from sandbox.provider.errors import ProviderError
from sandbox.provider.wire import Properties

_ORDER = (
    "Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal", "Condition",
)  # fmt: skip
_OLD_VERSION = "2008-10-17"


def render(statement: Properties, version: str) -> dict[str, Any]:
    """One statement as JSON. Raises ProviderError for policy variables in a version that has none."""
    result = {
        "Sid": statement.get("sid"),
        "Effect": statement.get("effect", "Allow"),
        "Action": _set(statement.get("actions")),
        "NotAction": _set(statement.get("notActions")),
        "Resource": _set(_replaced(statement.get("resources"), version)),
        "NotResource": _set(_replaced(statement.get("notResources"), version)),
        "Principal": _principals(statement.get("principals"), version),
        "NotPrincipal": _principals(statement.get("notPrincipals"), version),
        "Condition": _conditions(statement.get("conditions"), version),
    }
    return {key: value for key, value in result.items() if value}


def ordered(statement: dict[str, Any]) -> dict[str, Any]:
    """The same statement with its keys in the provider's order; unknown keys last."""
    known = {key: statement[key] for key in _ORDER if key in statement}
    return {**known, **statement}


def _set(values: list[str] | None) -> Any:
    """One value as a string, several in descending order."""
    found = sorted(set(values or ()), reverse=True)
    return found[0] if len(found) == 1 else found


def _principals(groups: list[Properties] | None, version: str) -> Any:
    merged: dict[str, set[str]] = {}
    for group in groups or ():
        merged.setdefault(group["type"], set()).update(_replaced(group["identifiers"], version))
    if merged == {"*": {"*"}}:
        return "*"
    return {kind: _set(list(merged[kind])) for kind in sorted(merged)}


def _conditions(conditions: list[Properties] | None, version: str) -> dict[str, Any]:
    merged: dict[str, dict[str, list[str]]] = {}
    for condition in conditions or ():
        values = merged.setdefault(condition["test"], {}).setdefault(condition["variable"], [])
        values.extend(_replaced(condition["values"], version))
    return {
        test: {name: values[0] if len(values) == 1 else values for name, values in sorted(merged[test].items())}
        for test in sorted(merged)
    }


def _replaced(values: list[str] | None, version: str) -> list[str]:
    """``&{…}`` stands for ``${…}``, which Terraform's own language would take."""
    found = list(values or ())
    if version == _OLD_VERSION and any("&{" in value for value in found):
        raise ProviderError(f"found &{{ sequence in (&{{…}}), which is not supported in document version {version}")
    return [value.replace("&{", "${") for value in found]
