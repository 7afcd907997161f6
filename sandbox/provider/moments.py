"""Times as the provider shows them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any


def rfc3339(moment: Any) -> str:
    """A time of AWS in RFC 3339, UTC, without fractions of a second when there are none; "" for none."""
    if not isinstance(moment, datetime):
        return str(moment or "")
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat().replace("+00:00", "Z")
