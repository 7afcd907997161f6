"""E-mail addresses as formats: what the accounts of a unit share stands at the unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

_ENOUGH = 2


def format_of(email: str, key: str) -> str | None:
    """The format that makes this e-mail of this key: ``aws+%s@acme.example``; None where the key is not in it."""
    made = email.replace(key, "%s", 1)
    return made if "%s" in made and made.replace("%s", key) == email else None


def shared_format(accounts: Iterable[tuple[str, str]]) -> str | None:
    """The format that most of the accounts (e-mail, key) have, if it is more than one's; None where there is none."""
    counts = Counter(filter(None, (format_of(email, key) for email, key in accounts)))
    if not counts:
        return None
    found, number = min(counts.items(), key=lambda one: (-one[1], one[0]))
    return found if number >= _ENOUGH else None
