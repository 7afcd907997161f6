"""The four settings of a public access block, of a bucket or of an account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.provider.wire import Properties

_SETTINGS = {
    "blockPublicAcls": "BlockPublicAcls",
    "blockPublicPolicy": "BlockPublicPolicy",
    "ignorePublicAcls": "IgnorePublicAcls",
    "restrictPublicBuckets": "RestrictPublicBuckets",
}


def to_request(properties: Mapping[str, Any]) -> dict[str, bool]:
    """All four settings for AWS; what is not given is off."""
    return {sent: bool(properties.get(name)) for name, sent in _SETTINGS.items()}


def from_answer(answer: Mapping[str, Any]) -> Properties:
    """The four properties."""
    return {name: bool(answer.get(sent)) for name, sent in _SETTINGS.items()}
