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


def begun(left: Mapping[str, str]) -> list[str]:
    """The resources whose creation an earlier run had begun: they may exist."""
    return [urn for urn, doing in left.items() if doing in ("creating", "importing")]


def begun_twice(left: Mapping[str, str], failed: Collection[Urn]) -> list[str]:
    """Those of them whose creation has failed now."""
    return [urn for urn in begun(left) if Urn.parse(urn) in failed]


def advice(left: Mapping[str, str], failed: Collection[Urn], stack: str) -> str:
    """What to do about such resources where they could not be taken in; empty when there are none."""
    twice = begun_twice(left, failed)
    if not twice:
        return ""
    named = ", ".join(str(Urn.parse(urn)) for urn in twice)
    return (
        f"An earlier run was broken off while it created {named}, so it may exist already: "
        f"docs/runbooks/repair-a-broken-run.md says how {stack} takes it in."
    )
