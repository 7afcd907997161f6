"""Operations that a run which was broken off left pending, as the engine warns of them at the next run."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from operate.events import Diagnostic
from operate.urn import Urn

_WARNING = "pending operations from previous deployment"
_PENDING = re.compile(r"^\s*\* (?P<urn>urn:pulumi:.+), interrupted while (?P<doing>\w+)$", re.MULTILINE)


def pending(diagnostics: Iterable[Diagnostic]) -> dict[str, str]:
    """The URN of each resource with a pending operation, and what was being done to it, such as ``creating``."""
    warnings = [one.message for one in diagnostics if _WARNING in one.message]
    return {found["urn"]: found["doing"] for text in warnings for found in _PENDING.finditer(text)}


def advice(left: Mapping[str, str], failed: Collection[Urn], stack: str) -> str:
    """What to do about failed creations that an earlier run had begun already; empty when there are none."""
    twice = [urn for urn, doing in left.items() if doing == "creating" and Urn.parse(urn) in failed]
    if not twice:
        return ""
    pairs = " ".join(f"--import-pending-creates '{urn}' --import-pending-creates ID" for urn in twice)
    return (
        "An earlier run was broken off while it created this, so it may exist already. If it does, take it in with its "
        f"id from AWS: pulumi refresh --stack {stack} {pairs}"
    )
