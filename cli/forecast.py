"""What a deployment would do, to be read before it is agreed to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cli.progress.machine import step_data
from cli.progress.result_line import done
from cli.terminal import Look
from cli.words import changes, counted
from operate.forecast import Forecast, Removal
from operate.news import StackResult


def lines(forecast: Forecast, look: Look) -> list[str]:
    """The changes of each stack, how many of each kind, every replacement and deletion, and what has to wait."""
    paint = look.paint
    blocks = [_stacks(forecast.changing, look), _kinds(forecast, look)]
    removals = forecast.removals
    if removals:
        head = paint(f"{counted(len(removals), 'resource')} would be replaced or deleted:", "yellow", "bold")
        blocks.append([head, *(_removal(one, look) for one in removals)])
    blocks += [_waiting(forecast, look), _failed(forecast, look)]
    still = len(forecast.report.results) - len(forecast.changing) - len(forecast.waiting) - len(forecast.failed)
    blocks.append([f"{counted(still, 'stack')} without change."] if still > 0 else [])
    return [line for block in blocks if block for line in [*block, ""]][:-1]


def as_data(forecast: Forecast) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "changing": {one.stack: one.changed for one in forecast.changing},
        "kinds": forecast.kinds,
        "removals": [
            {"stack": one.stack, **step_data(one.step), "replaced": one.replaced, "forbidden": one.forbidden}
            for one in forecast.removals
        ],
        "waiting": forecast.waiting,
        "failed": {one.stack: one.cause for one in forecast.failed},
        "forbidden": forecast.forbidden,
    }


def _stacks(changing: Sequence[StackResult], look: Look) -> list[str]:
    width = max((len(one.stack) for one in changing), default=0)
    return [
        f"  {look.paint(f'{one.stack:<{width}}', 'cyan')}  {done(one, planned=True)}"
        for one in sorted(changing, key=lambda one: one.stack)
    ]


def _kinds(forecast: Forecast, look: Look) -> list[str]:
    kinds = forecast.kinds
    width = max(map(len, kinds), default=0)
    rows = [f"  {kind:<{width}}  {changes(ops, planned=True)}" for kind, ops in kinds.items()]
    return [look.paint("By kind of resource:", "bold"), *rows] if rows else []


def _removal(one: Removal, look: Look) -> str:
    what = "replace" if one.replaced else "delete"
    why = f" because of {', '.join(one.step.because)}" if one.step.because else ""
    mark = look.paint("  — protected: not done", "red") if one.forbidden else ""
    return f"  {look.paint(what, 'yellow')} {one.step.urn} in {one.stack}{why}{mark}"


def _waiting(forecast: Forecast, look: Look) -> list[str]:
    by_reason: dict[str, list[str]] = {}
    for stack, reason in forecast.waiting.items():
        by_reason.setdefault(reason, []).append(stack)
    return [f"  {', '.join(sorted(stacks))}: {look.paint(reason, 'dim')}" for reason, stacks in by_reason.items()]


def _failed(forecast: Forecast, look: Look) -> list[str]:
    told = []
    for one in forecast.failed:
        told.append(look.paint(f"{one.stack} cannot be brought up:", "red", "bold"))
        told += [f"  {line}" for line in (one.cause or "").splitlines()]
    return told
