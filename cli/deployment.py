"""Runs a plan with progress for whoever watches, and prints how it ended."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence

from cli import exit_code, forecast
from cli.ending import text
from cli.progress import follow
from cli.progress.machine import write_event
from cli.terminal import look, say
from cli.words import counted
from operate.deploy import Plan, Report, deploy
from operate.forecast import Forecast, to_carry_out, to_preview
from operate.pulumi import Pulumi
from operate.summary import as_data


def carry_out(plan: Plan, pulumi: Pulumi, output_format: str, again: str, next_steps: Sequence[tuple[str, str]]) -> int:
    """Runs the plan and prints its end; returns the exit code.

    Progress goes to standard error. ``again`` and ``next_steps``: see `cli.ending`. The format ``events`` writes all
    news to standard output, a line each, and the whole report as the last one.
    """
    with follow(plan.after, planned=False, as_events=output_format == "events") as progress:
        report = deploy(plan, pulumi, progress.hear)
    if output_format == "events":
        write_event(sys.stdout, "ended", **as_data(report))
    elif output_format == "json":
        sys.stdout.write(json.dumps(as_data(report), indent=2, ensure_ascii=False) + "\n")
    else:
        _print(text(report, again, next_steps, look(sys.stdout)))
    return _code(report)


def look_first(plan: Plan, pulumi: Pulumi, output_format: str, again: str) -> tuple[Forecast, int]:
    """Previews the plan, prints what it would do, and returns it with the exit code of a command that stops here."""
    as_events = output_format == "events"
    if not as_events:
        say(f"Looking at {counted(len(plan.after), 'stack')} first; nothing is changed yet.")
    with follow(plan.after, planned=True, as_events=as_events) as progress:
        report = deploy(to_preview(plan), pulumi, progress.hear)
    found = Forecast(report)
    if as_events:
        write_event(sys.stdout, "forecast", ok=report.ok, seconds=round(report.seconds, 3), **forecast.as_data(found))
    elif report.interrupted:
        _print(text(report, again, (), look(sys.stdout)))
    else:
        _print(["", *forecast.lines(found, look(sys.stdout))])
    return found, _code(report) or (exit_code.PROBLEMS if found.forbidden else exit_code.DONE)


def look_then_carry_out(
    plan: Plan, pulumi: Pulumi, output_format: str, again: str, agreed: Callable[[Forecast], bool]
) -> int:
    """Previews the plan, asks, and runs what is left to do. Nothing runs where something protected would go."""
    found, code = look_first(plan, pulumi, output_format, again)
    if found.report.interrupted:
        return code
    if found.forbidden:
        say("Nothing was done: what is protected is neither replaced nor deleted.")
        return exit_code.PROBLEMS
    if not (found.changing or found.waiting):
        if not found.failed:
            say("Nothing to do.")
        return code
    if not agreed(found):
        say("Nothing was done.")
        return exit_code.PROBLEMS
    return carry_out(to_carry_out(plan, found), pulumi, output_format, again, ())


def _print(lines: Sequence[str]) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def _code(report: Report) -> int:
    if report.ok:
        return exit_code.DONE
    return exit_code.INTERRUPTED if report.interrupted else exit_code.PROBLEMS
