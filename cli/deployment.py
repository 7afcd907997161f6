"""Runs a plan with progress for whoever watches, and prints how it ended."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from cli import exit_code
from cli.ending import text
from cli.progress import follow
from cli.terminal import look
from operate.deploy import Plan, Report, deploy
from operate.pulumi import Operation, Pulumi
from operate.summary import as_data


def carry_out(plan: Plan, pulumi: Pulumi, output_format: str, again: str, next_steps: Sequence[tuple[str, str]]) -> int:
    """Runs the plan and prints its end; returns the exit code.

    Progress goes to standard error. ``again`` and ``next_steps``: see `cli.ending`.
    """
    with follow(plan.after, planned=plan.operation is Operation.PREVIEW) as progress:
        report = deploy(plan, pulumi, progress.hear)
    if output_format == "json":
        sys.stdout.write(json.dumps(as_data(report), indent=2, ensure_ascii=False) + "\n")
    else:
        lines = text(report, again, next_steps, look(sys.stdout))
        sys.stdout.write("\n".join(lines) + "\n")
    return _code(report)


def _code(report: Report) -> int:
    if report.ok:
        return exit_code.DONE
    return exit_code.INTERRUPTED if report.interrupted else exit_code.PROBLEMS
