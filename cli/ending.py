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
    blocks = [_organization(found, paint)] if found else []
    blocks += [_failure(result, paint, look.width) for result in report.results if result.outcome is Outcome.FAILED]
    blocks += [_grouped(report, outcome, look) for outcome in (Outcome.INTERRUPTED, Outcome.SKIPPED)]
    blocks.append([_closing(report, paint)])
    if report.ok:
        blocks.append(_commands("Try next:", next_steps, paint))
    else:
        blocks.append(_commands("To carry on (what is done stays done):", [(again, "")], paint))
    lines = [line for block in blocks if block for line in ["", *block]]
    return lines if look.unicode else [line.replace("…", "...") for line in lines]


def _organization(found: Organization, paint: Paint) -> list[str]:
    head = (
        f"Organization {paint(found.id, 'bold')}: {counted(len(found.accounts), 'account')}, "
        f"{counted(len(found.units), 'organizational unit')}"
    )
    rows = [(one.name, one.id, one.ou, _stacks(one)) for one in found.accounts]
    lines = [head, "", *_table(("ACCOUNT", "ID", "OU", "STACKS"), rows, paint)]
    if found.policies:
        attached = [(one.target, ", ".join(one.policies)) for one in found.policies]
        lines += ["", *_table(("POLICIES ON", ""), attached, paint)]
    return lines


def _stacks(account: Account) -> str:
    """The account's stacks with their times; the account's own stack is named by its time alone."""
    told = []
    for result in account.stacks:
        part = result.stack.removeprefix(account.name).lstrip("-")
        took = duration(result.seconds) if result.outcome is Outcome.DONE else result.outcome.value
        told.append(f"{part} {took}".strip())
    return ", ".join(told)


def _failure(result: StackResult, paint: Paint, width: int) -> list[str]:
    head = paint(f"{result.stack} failed:", "red", "bold")
    cause = [line for text in (result.cause or "").splitlines() for line in _wrapped(text, width)]
    log = [paint(f"  log: {result.log}", "dim")] if result.log else []
    return [head, *cause, *log]


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
    done = f"{counts[Outcome.DONE]} of {total} done"
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


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], paint: Paint) -> list[str]:
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads))]
    lines = ["  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)) for row in (heads, *rows)]
    return [paint(f"  {lines[0].rstrip()}", "dim"), *(f"  {line.rstrip()}" for line in lines[1:])]
