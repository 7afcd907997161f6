"""Names with a suffix that is unique for ever, as Terraform makes them from a prefix."""

from __future__ import annotations

import itertools
import re
import threading
from datetime import UTC, datetime

_SUFFIX = re.compile(r"^(.*?)\d{18}[0-9a-f]{8}$")
_counter = itertools.count(1)
_lock = threading.Lock()


def unique_name(prefix: str = "terraform-", suffix: str = "") -> str:
    """``prefix`` and 26 characters: time to a ten-thousandth of a second, and a counter."""
    with _lock:
        number = next(_counter)
    now = datetime.now(UTC)
    return f"{prefix}{now:%Y%m%d%H%M%S}{now.microsecond // 100:04d}{number:08x}{suffix}"


def prefix_of(name: str, suffix: str = "") -> str:
    """The prefix that a name was made from; empty when it was not made so."""
    match = _SUFFIX.match(name.removesuffix(suffix))
    return match[1] if match else ""


def name_from(name: str | None, prefix: str | None, suffix: str = "") -> str:
    """The name that is given, else one made from the prefix, else one made from nothing."""
    return name or unique_name(prefix or "terraform-", suffix)
