"""What AWS has and the configuration has not, and the reverse."""

from __future__ import annotations

import argparse
import json
import os
import sys
from typing import TYPE_CHECKING

from cli import exit_code, options
from cli.configuration import checked, program_environment
from cli.terminal import Paint, paint, say
from cli.words import counted

if TYPE_CHECKING:
    from layers import Tree
    from operate.drift import Difference, Drift

NAME = "drift"
HELP = "print what differs between configuration, state and AWS; reads only"

_COLORS = {"critical": ("red", "bold"), "high": ("red",), "medium": ("yellow",), "low": ("dim",)}
_LONGEST = 60


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument(
        "--fail-on",
        choices=("low", "medium", "high", "critical", "never"),
        default="low",
        help="least severity that makes the exit code 1, for schedules (default: low)",
    )
    parser.add_argument(
        "stacks", metavar="STACK", nargs="*", help="look into these stacks only (default: all deployed)"
    )
    parser.add_argument("--organization", action="store_true", help="look at the organization only, by bulk lists")
    options.parallel(parser)
    options.config_root(parser)
    options.output_format(parser)


def run(given: argparse.Namespace) -> int:
    """Compares and prints. Exit code 1 when something differs that is as severe as asked."""
    from operate.drift import drift
    from operate.drift.difference import Severity

    tree = checked(given)
    if tree is None:
        return exit_code.PROBLEMS
    found = drift(tree, os.environ)
    if not given.organization:
        found = _with_stacks(given, tree, found)
    if given.format == "json":
        data = {
            "differences": [one.as_data() for one in found.differences],
            "calls": dict(found.calls),
            "resources": dict(found.resources),
            "failed": dict(found.failed),
        }
        sys.stdout.write(json.dumps(data, indent=2, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(found, paint(sys.stdout)))
    for stack, cause in found.failed.items():
        say(f"{stack} could not be read: {cause}")
    if found.failed:
        return exit_code.PROBLEMS
    if given.fail_on == "never":
        return exit_code.DONE
    grave = any(one.severity >= Severity[given.fail_on.upper()] for one in found.differences)
    return exit_code.PROBLEMS if grave else exit_code.DONE


def _with_stacks(given: argparse.Namespace, tree: Tree, found: Drift) -> Drift:
    """The drift, and that of every stack that was deployed."""
    from cli.progress import follow
    from cli.surroundings import surroundings
    from operate.drift import deployed, drift_of_stacks
    from operate.stacks import dependencies, known

    graph = dependencies(tree)
    names = known(graph, given.stacks) if given.stacks else sorted(graph)
    around = surroundings()
    pulumi = around.pulumi(program_environment(given))
    there = deployed(pulumi)
    if missing := [one for one in names if one not in there]:
        say(f"Not deployed yet, so nothing to compare: {', '.join(missing)}")
    stacks = [one for one in names if one in there]
    with follow(stacks, planned=True, as_events=False) as progress:
        return found.with_stacks(drift_of_stacks(stacks, pulumi, given.parallel, progress.hear))


def _lines(found: Drift, paint: Paint) -> list[str]:
    total = sum(found.calls.values())
    most = sorted(found.calls.items(), key=lambda one: (-one[1], one[0]))[:3]
    calls = f"{counted(total, 'read call')} to AWS ({', '.join(f'{name} {count}' for name, count in most)}, …)"
    if found.resources:
        read = counted(sum(found.resources.values()), "resource")
        calls += f"; the engine read {read} of {counted(len(found.resources), 'stack')}"
    if not found.differences:
        return [f"No drift: AWS has everything as it is configured. {calls}"]
    rows = [(str(one.severity), one.kind, one.name, _what(one)) for one in found.differences]
    heads = ("SEVERITY", "WHAT", "NAME", "DIFFERENCE")
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(3)]
    lines = [paint("  ".join(f"{head:<{width}}" for head, width in zip(heads, (*widths, 0), strict=True)), "dim")]
    for row in rows:
        cells = [f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False)]
        lines.append("  ".join([paint(cells[0], *_COLORS[row[0]]), *cells[1:], row[3]]).rstrip())
    return [*lines, "", f"{counted(len(rows), 'difference')}. {calls}"]


def _what(one: Difference) -> str:
    suffix = f" [{one.id}]" if one.id else ""
    if one.what == "missing":
        return f"configured, not in AWS{suffix}"
    if one.what == "unfinished":
        return f"never deployed to its end, so a part of it is missing: ./rootstock deploy {one.name}"
    if one.what == "unmanaged":
        return f"in AWS, not configured{f': {one.actual}' if one.actual else ''}{suffix}"
    return f"{one.what}: configured {_short(one.configured)}, in AWS {_short(one.actual)}{suffix}"


def _short(value: str | None) -> str:
    text = value or "nothing"
    return f"'{text}'" if len(text) <= _LONGEST else f"'{text[:_LONGEST]}…'"
