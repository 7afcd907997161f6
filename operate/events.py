"""What the Pulumi engine tells while it runs: its event log (``--event-log``), one JSON document a line.

Shapes: github.com/pulumi/pulumi, sdk/go/common/apitype/events.go; seen with CLI 3.210.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

from operate.urn import Urn

UNCHANGED = ("same", "read", "refresh")
"""The engine's words for steps that leave a resource as it is."""


class Phase(StrEnum):
    """How far a step on one resource is."""

    BEGUN = "begun"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class Step:
    """One step on one resource. ``op`` is the engine's word: same, create, update, delete, replace, read, refresh …

    ``protected`` says that the resource as it stands is protected; ``because`` names the inputs that replace it.
    """

    phase: Phase
    op: str
    urn: Urn
    protected: bool = False
    because: tuple[str, ...] = ()


@dataclass(frozen=True)
class Diagnostic:
    """A message of the engine, the program or a provider; ``urn`` is None where it is about the stack as a whole."""

    severity: str
    message: str
    urn: Urn | None = None


@dataclass(frozen=True)
class Outputs:
    """All exports of the stack, as they are now or will be; ``before`` is None for a stack that has never been there.

    Secrets are masked by the engine.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    before: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Summary:
    """The end of a run: how many resources each operation met."""

    changes: Mapping[str, int]


EngineEvent: TypeAlias = Step | Diagnostic | Outputs | Summary

_PHASES = {
    "resourcePreEvent": Phase.BEGUN,
    "resOutputsEvent": Phase.DONE,
    "resOpFailedEvent": Phase.FAILED,
}


def parse(line: str) -> list[EngineEvent]:
    """The events that one line of the log tells; nothing for lines of no interest here."""
    if '"severity":"debug"' in line[:4096] and '"diagnosticEvent"' in line[:128]:
        return []
    record = json.loads(line)
    if "diagnosticEvent" in record:
        return _diagnostic(record["diagnosticEvent"])
    if "summaryEvent" in record:
        return [Summary(dict(record["summaryEvent"].get("resourceChanges") or {}))]
    for name, phase in _PHASES.items():
        if name in record:
            return _step(phase, record[name]["metadata"])
    return []


def _diagnostic(event: Mapping[str, Any]) -> list[EngineEvent]:
    if event["severity"] == "debug" or event.get("ephemeral"):
        return []
    urn = event.get("urn")
    return [Diagnostic(event["severity"], event["message"].strip("\n"), Urn.parse(urn) if urn else None)]


def _step(phase: Phase, metadata: Mapping[str, Any]) -> list[EngineEvent]:
    urn = Urn.parse(metadata["urn"])
    old = metadata.get("old")
    protected = bool((old or {}).get("protect"))
    step = Step(phase, metadata["op"], urn, protected, tuple(metadata.get("keys") or ()))
    if not (urn.is_stack and phase is Phase.DONE):
        return [step]
    before = None if old is None else old.get("outputs") or {}
    return [step, Outputs((metadata.get("new") or {}).get("outputs") or {}, before)]
