"""The end of a deployment as text: failures with their causes, the organization, what to type next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cli.findings import counted
from cli.progress.words import changes, duration
from cli.terminal import Paint
from operate.deploy import Report
from operate.news import Outcome, StackResult
from operate.pulumi import Operation
from operate.summary import Account, Organization, organization


def text(report: Report, again: str, next_steps: Sequence[str], paint: Paint, unicode: bool) -> list[str]:
    """The lines of the end of a deployment."""
    found = organization(report) if report.operation is Operation.UP else None
    blocks = [_organization(found, paint)] if found else []
    blocks += [_failure(result, paint) for result in report.results if result.outcome is Outcome.FAILED]
    blocks.append([_closing(report, paint)])
    if report.ok:
        blocks.append(_commands("Try next:", next_steps, paint))
    else:
        blocks.append(_commands("To carry on from here (finished stacks are quick):", [again], paint))
    lines = [line for block in blocks if block for line in ["", *block]]
    return lines if unicode else [line.replace("…", "...").replace("·", "-") for line in lines]


def _organization(found: Organization, paint: Paint) -> list[str]:
    head = (
        f"Organization {paint(found.id, 'bold')}: {counted(len(found.accounts), 'account')} "
        f"in {counted(len(found.units), 'organizational unit')} and the root"
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


def _failure(result: StackResult, paint: Paint) -> list[str]:
    head = paint(f"{result.stack} failed:", "red", "bold")
    cause = [f"  {line}" for line in (result.cause or "").splitlines()]
    log = [paint(f"  log: {result.log}", "dim")] if result.log else []
    return [head, *cause, *log]


def _closing(report: Report, paint: Paint) -> str:
    took = duration(report.seconds)
    total = counted(len(report.results), "stack")
    if report.ok:
        sums = changes(_added(result.changed for result in report.results), report.operation is Operation.PREVIEW)
        return f"{paint('Done:', 'green', 'bold')} {total} in {took}, {sums}."
    counts = {outcome: sum(result.outcome is outcome for result in report.results) for outcome in Outcome}
    told = [f"{counts[outcome]} {words}" for outcome, words in _ENDED.items() if counts[outcome]]
    return f"{paint('Not done:', 'red', 'bold')} of {total}, {', '.join(told)} ({took})."


_ENDED = {
    Outcome.DONE: "done",
    Outcome.FAILED: "failed",
    Outcome.INTERRUPTED: "stopped with their state saved",
    Outcome.SKIPPED: "not started",
}


def _added(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for one in counts:
        for op, count in one.items():
            total[op] = total.get(op, 0) + count
    return total


def _commands(head: str, commands: Sequence[str], paint: Paint) -> list[str]:
    return [head, *(f"  {paint(command, 'cyan')}" for command in commands)] if commands else []


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], paint: Paint) -> list[str]:
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads))]
    lines = ["  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)) for row in (heads, *rows)]
    return [paint(f"  {lines[0].rstrip()}", "dim"), *(f"  {line.rstrip()}" for line in lines[1:])]
