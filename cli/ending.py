"""The end of a deployment as text: failures with their causes, the organization, what to type next."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from cli.terminal import Look, Paint
from cli.words import changes, counted, duration
from operate.deploy import Report
from operate.news import Outcome, StackResult
from operate.pulumi import Operation
from operate.summary import Account, Organization, organization


def text(report: Report, again: str, next_steps: Sequence[tuple[str, str]], look: Look) -> list[str]:
    """The lines of the end of a deployment.

    ``again`` is the command that carries on after a failure; ``next_steps`` are commands to try, each with what for.
    """
    paint = look.paint
    found = organization(report) if report.operation is Operation.UP else None
    blocks = _organization(found, look, whole=report.ok) if found else []
    blocks += _failures(report, look)
    blocks += [_grouped(report, outcome, look) for outcome in (Outcome.INTERRUPTED, Outcome.SKIPPED)]
    blocks.append([_closing(report, paint)])
    if report.ok:
        blocks.append(_commands("Try next:", next_steps, paint))
    else:
        blocks.append(_commands("To carry on (what is done stays done):", [(again, "")], paint))
    lines = [line for block in blocks if block for line in ["", *block]]
    return lines if look.unicode else [line.replace("…", "...") for line in lines]


def _organization(found: Organization, look: Look, whole: bool) -> list[list[str]]:
    """Accounts, and policies when all went well: after a failure its cause should not scroll away."""
    head = (
        f"Organization {look.paint(found.id, 'bold')}: {counted(len(found.accounts), 'account')}, "
        f"{counted(len(found.units), 'organizational unit')}"
    )
    rows = [(one.name, one.id, one.ou, _stacks(one)) for one in found.accounts]
    blocks = [[head], _table(("ACCOUNT", "ID", "OU", "STACKS"), rows, look)]
    if found.policies and whole:
        attached = [(one.target, ", ".join(one.policies)) for one in found.policies]
        blocks.append(_table(("POLICIES ON", ""), attached, look))
    return blocks


def _stacks(account: Account) -> str:
    """The account's stacks with their times; the account's own stack is named by its time alone."""
    told = []
    for result in account.stacks:
        part = result.stack.removeprefix(account.name).lstrip("-")
        took = duration(result.seconds) if result.outcome is Outcome.SUCCEEDED else result.outcome.value
        told.append(f"{part} {took}".strip())
    return ", ".join(told)


def _failures(report: Report, look: Look) -> list[list[str]]:
    """A block for each cause; stacks that failed for the same one stand together, with the log of the first."""
    by_cause: dict[str, list[StackResult]] = {}
    for result in report.results:
        if result.outcome is Outcome.FAILED:
            by_cause.setdefault(result.cause or "", []).append(result)
    blocks = []
    for cause, results in by_cause.items():
        head = look.paint(f"{', '.join(result.stack for result in results)} failed:", "red", "bold")
        lines = [line for text in cause.splitlines() for line in _wrapped(text, look.width)]
        log = [look.paint(f"  log: {results[0].log}", "dim")] if results[0].log else []
        blocks.append([head, *lines, *log])
    return blocks


def _grouped(report: Report, outcome: Outcome, look: Look) -> list[str]:
    """Stacks that ended the same way, together by cause."""
    by_cause: dict[str, list[str]] = {}
    for result in report.results:
        if result.outcome is outcome:
            by_cause.setdefault(result.cause or "", []).append(result.stack)
    lines = []
    for cause, stacks in by_cause.items():
        lines.append(look.paint(f"{cause[:1].upper()}{cause[1:]}:", "yellow"))
        lines += _wrapped(", ".join(stacks), look.width)
    return lines


def _closing(report: Report, paint: Paint) -> str:
    took = duration(report.seconds)
    total = counted(len(report.results), "stack")
    if report.ok:
        sums = changes(_added(result.changed for result in report.results), report.operation is Operation.PREVIEW)
        return f"{paint('Done:', 'green', 'bold')} {total} in {took}, {sums}."
    counts = {outcome: sum(result.outcome is outcome for result in report.results) for outcome in Outcome}
    told = [f"{counts[outcome]} {words}" for outcome, words in _ENDED.items() if counts[outcome]]
    done = f"{counts[Outcome.SUCCEEDED]} of {total} done"
    return f"{paint('Not done:', 'red', 'bold')} {', '.join([done, *told])} ({took})."


_ENDED = {
    Outcome.FAILED: "failed",
    Outcome.INTERRUPTED: "stopped",
    Outcome.SKIPPED: "not started",
}


def _added(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for one in counts:
        for op, count in one.items():
            total[op] = total.get(op, 0) + count
    return total


def _commands(head: str, commands: Sequence[tuple[str, str]], paint: Paint) -> list[str]:
    width = max((len(command) for command, _ in commands), default=0)
    lines = [f"  {paint(f'{command:<{width}}', 'cyan')}  {what}".rstrip() for command, what in commands]
    return [head, *lines] if commands else []


def _wrapped(text: str, width: int) -> list[str]:
    """The text indented, and broken between words where it is longer than a line."""
    wrapper = textwrap.TextWrapper(
        width, initial_indent="  ", subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
    )
    return wrapper.wrap(text) or [""]


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], look: Look) -> list[str]:
    """Columns as wide as their cells; the last one goes on below itself where the line is too short for it."""
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads) - 1)]
    start = 2 + sum(width + 2 for width in widths)
    head, *lines = [
        line
        for row in (heads, *rows)
        for line in _hanging(
            "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False)), row[-1], start, look
        )
    ]
    return [look.paint(head, "dim"), *lines]


def _hanging(first: str, last: str, start: int, look: Look) -> list[str]:
    lines = textwrap.wrap(last, max(20, look.width - start), break_long_words=False, break_on_hyphens=False) or [""]
    return [f"  {first}  {lines[0]}".rstrip(), *(f"{'':{start}}{line}" for line in lines[1:])]
