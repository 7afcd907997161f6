"""Names that the provider makes up when a program gives none."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_DIGITS = 7


@dataclass(frozen=True)
class Naming:
    """What the engine says about the name of one resource.

    ``logical`` is the name in the program; ``seed`` makes the generated digits the same in preview and update;
    ``mode`` and ``proposed`` are the stack's own auto-naming, when it has one.
    """

    logical: str
    seed: bytes = b""
    mode: str = ""
    proposed: str = ""


class NoName(ValueError):
    """No name can be made up."""


def generated(rule: Mapping[str, Any], naming: Naming, given: Mapping[str, Any]) -> str | None:
    """A physical name: the logical name and seven hex digits, or what the stack's auto-naming proposes.

    None when auto-naming is switched off. Raises NoName when the result would be too long for AWS.
    """
    if naming.mode == "disable":
        return None
    if naming.proposed:
        return naming.proposed
    suffix = "".join(end for switch, end in rule.get("suffix_with", {}).items() if given.get(switch))
    prefix = rule.get("prefix", "")
    name = f"{prefix}{naming.logical}-{_hex(naming.seed)}{suffix}"
    if rule.get("lower"):
        name = name.lower()
    if len(name) > rule["max"]:
        raise NoName(f"the name made up from '{naming.logical}' is longer than {rule['max']} characters: give one")
    return name


def _hex(seed: bytes) -> str:
    digest = hashlib.sha256(seed).hexdigest() if seed else secrets.token_hex()
    return digest[:_DIGITS]
