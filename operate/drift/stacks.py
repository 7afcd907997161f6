"""What differs between the state of each stack and AWS, as the engine reads it: in accounts there are no bulk lists."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from operate.deploy import Plan, deploy
from operate.drift.difference import UNFINISHED, Difference, Severity
from operate.drift.severities import severity
from operate.news import News, Outcome
from operate.pulumi import Operation, Pulumi
from operate.stack_list import listed_stacks
from operate.urn import Urn

_DONE = "resOutputsEvent"
_LAST = "rootstock:program:Keystone"
_READ_IN_BULK = ("aws:organizations/", "aws:iam/organizationsFeatures:")
"""Compared with the configuration already, from lists that cost a fraction of the calls."""


@dataclass(frozen=True)
class StackDrift:
    """Differences over all stacks; how many resources the engine read in each; why a stack could not be read."""

    differences: tuple[Difference, ...]
    resources: Mapping[str, int]
    failed: Mapping[str, str]


def deployed(pulumi: Pulumi) -> frozenset[str]:
    """The stacks that hold something. Raises OperateError where the backend cannot be asked."""
    return frozenset(name for name, one in listed_stacks(pulumi).items() if one.get("resourceCount"))


def drift_of_stacks(stacks: Sequence[str], pulumi: Pulumi, workers: int, tell: Callable[[News], None]) -> StackDrift:
    """Reads these stacks, several at once; nothing is written, neither to AWS nor to a state."""
    report = deploy(Plan(Operation.REFRESH, {stack: frozenset() for stack in stacks}, workers), pulumi, tell)
    found: list[Difference] = []
    resources: dict[str, int] = {}
    for result in report.results:
        if result.outcome is Outcome.SUCCEEDED:
            log = pulumi.event_log(result.stack)
            events = list(_done(log))
            resources[result.stack] = len(events)
            if not _is_whole(log):
                found.append(Difference(Severity.HIGH, "Stack", result.stack, UNFINISHED))
            found.extend(_differences(result.stack, events))
    failed = {
        one.stack: one.cause or one.outcome.value for one in report.results if one.outcome is not Outcome.SUCCEEDED
    }
    return StackDrift(tuple(found), resources, failed)


def _is_whole(event_log: Path) -> bool:
    """Whether the stack was once deployed to its end: its last component is there, which stands on all others."""
    return any(_LAST in line for line in event_log.read_text().splitlines() if _DONE in line[:200])


def _done(event_log: Path) -> Iterator[Mapping[str, Any]]:
    """The engine's word on each resource of AWS: what it was in the state, and what it is."""
    for line in event_log.read_text().splitlines():
        if _DONE in line[:200]:
            metadata = json.loads(line)[_DONE]["metadata"]
            kind = str(metadata["type"])
            if kind.startswith("aws:") and not kind.startswith(_READ_IN_BULK):
                yield metadata


def _differences(stack: str, events: Collection[Mapping[str, Any]]) -> Iterator[Difference]:
    for event in events:
        urn = Urn.parse(event["urn"])
        old, new = event.get("old") or {}, event.get("new") or {}
        name = f"{stack}: {urn.name}"
        if event["op"] == "delete":
            yield Difference(severity(urn.type, True, ()), urn.kind, name, "missing", id=old.get("id"))
        elif event["op"] == "update":
            fields = sorted(event.get("diffs") or ())
            yield Difference(
                severity(urn.type, False, fields),
                urn.kind,
                name,
                ", ".join(fields) or "changed",
                _values(old, fields),
                _values(new, fields),
                new.get("id"),
            )


def _values(state: Mapping[str, Any], fields: Sequence[str]) -> str:
    """The values of the fields that differ; one alone without its name."""
    outputs = {**(state.get("inputs") or {}), **(state.get("outputs") or {})}
    values = [(field, outputs.get(field)) for field in fields]
    if len(values) == 1:
        return _value(values[0][1])
    return ", ".join(f"{field}={_value(value)}" for field, value in values)


def _value(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
