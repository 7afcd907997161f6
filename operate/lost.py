"""Creations whose answer was lost, because the provider ended while it was at them.

The engine takes that for a failure and keeps no pending operation, so what AWS has created meanwhile would be unknown
to every later run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from operate.events import Diagnostic

_LOST = ("error reading from server", "transport is closing", "connection reset by peer")
"""What gRPC says where the other side is gone; seen with CLI 3.210."""
_CREATIONS = ("create", "create-replacement")


def lost_creations(event_log: Path, diagnostics: Iterable[Diagnostic]) -> dict[str, dict[str, Any]]:
    """The resources that may exist in AWS unrecorded, by URN, as the engine was about to record them."""
    lost = {one.urn.text for one in diagnostics if one.urn and any(text in one.message for text in _LOST)}
    found: dict[str, dict[str, Any]] = {}
    for line in event_log.read_text(encoding="utf-8").splitlines() if lost and event_log.exists() else ():
        metadata = json.loads(line).get("resOpFailedEvent", {}).get("metadata", {})
        if metadata.get("op") in _CREATIONS and metadata.get("urn") in lost:
            found[metadata["urn"]] = metadata["new"]
    return found
