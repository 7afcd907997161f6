"""Objects between the provider's spelling (``sseAlgorithm``) and AWS's (``SSEAlgorithm``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Names = Mapping[str, str]


def to_aws(value: Any, names: Names | None = None) -> Any:
    """``value`` with AWS's keys: the first letter upper case, or as ``names`` (ours to AWS's) says; no nulls."""
    spelled = names or {}
    if isinstance(value, Mapping):
        known = ((key, entry) for key, entry in value.items() if entry is not None)
        return {spelled.get(key, key[:1].upper() + key[1:]): to_aws(entry, spelled) for key, entry in known}
    if isinstance(value, list):
        return [to_aws(entry, spelled) for entry in value]
    return value


def from_aws(value: Any, names: Names | None = None) -> Any:
    """The reverse: AWS's answer with the provider's keys."""
    spelled = {theirs: ours for ours, theirs in (names or {}).items()}
    return _from_aws(value, spelled)


def _from_aws(value: Any, spelled: Names) -> Any:
    if isinstance(value, Mapping):
        return {spelled.get(key, key[:1].lower() + key[1:]): _from_aws(entry, spelled) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_from_aws(entry, spelled) for entry in value]
    return value


def given(**parameters: Any) -> dict[str, Any]:
    """The parameters of a call without those that are None or empty texts, lists and objects."""
    return {key: value for key, value in parameters.items() if value is not None and value not in ("", [], {})}
