"""Wildcards of IAM: ``*`` for any text, ``?`` for one character."""

from __future__ import annotations

import re
from functools import lru_cache

_ARN_PARTS = 6


def text_like(pattern: str, text: str) -> bool:
    """Whether the text matches the pattern, letter case included."""
    return _compiled(pattern).fullmatch(text) is not None


def action_like(pattern: str, action: str) -> bool:
    """Whether the action (``s3:GetObject``) matches the pattern in any letter case."""
    return text_like(pattern.lower(), action.lower())


def arn_like(pattern: str, arn: str) -> bool:
    """Whether the ARN matches part by part: a wildcard never reaches over a colon, but in the last of six parts."""
    if pattern == "*":
        return True
    wanted, given = pattern.split(":", _ARN_PARTS - 1), arn.split(":", _ARN_PARTS - 1)
    return len(wanted) == len(given) and all(map(text_like, wanted, given))


@lru_cache(maxsize=8192)
def _compiled(pattern: str) -> re.Pattern[str]:
    wild = {"*": ".*", "?": "."}
    return re.compile("".join(wild.get(character) or re.escape(character) for character in pattern), re.DOTALL)
