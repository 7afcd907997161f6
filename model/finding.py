"""What is wrong with a configuration, and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

Path = tuple[str | int, ...]
"""Where a value stands in an instance, from its section down: ``("vars", "quotas", "eips")``."""


Severity = Literal["error", "warning"]
"""An error stops every run before it begins; a warning is printed and stops nothing."""


class Position(NamedTuple):
    """A place in a file. Lines and columns count from 1; the file is named as a user would type it."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Finding(NamedTuple):
    """One mistake in a configuration: place, rule id (``RS104``) and a message that ends with the remedy.

    A message of several lines stands alone below the line that gives place and rule.
    """

    position: Position
    rule: str
    message: str
    severity: Severity = "error"

    def __str__(self) -> str:
        return f"{self.position}: {self.rule}{self.text}"

    @property
    def text(self) -> str:
        """The message as it follows the rule: on the same line, or on lines of its own."""
        grade = " warning:" if self.severity == "warning" else ""
        return f"{grade}\n{self.message}" if "\n" in self.message else f"{grade} {self.message}"

    def as_data(self) -> dict[str, str | int]:
        """The finding as plain data: file, line, column, rule, severity, message."""
        place = self.position
        return {
            "file": place.file,
            "line": place.line,
            "column": place.column,
            "rule": self.rule,
            "severity": self.severity,
            "message": self.message,
        }


class Problem(NamedTuple):
    """A finding of a kind, before it is known where the value was written.

    ``path`` starts at the section, as in ``("vars", "account_email_format")``; ``position`` is given instead when the
    mistake stands in a file of its own, such as a policy catalog.
    """

    rule: str
    message: str
    path: Path = ()
    position: Position | None = None
    severity: Severity = "error"


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that stop a run."""
    return tuple(finding for finding in findings if finding.severity == "error")


def suggestion(wanted: str, choices: Iterable[str]) -> str:
    """`` (did you mean 'plat'?)`` for a near miss, else the valid choices in order, else nothing."""
    from difflib import get_close_matches  # nobody waits for it who makes no mistake

    known = sorted(set(choices))
    near = get_close_matches(wanted, known, n=1, cutoff=0.6)
    if near:
        return f" (did you mean '{near[0]}'?)"
    return f" (valid: {listing(known)})" if known else ""


def listing(names: Sequence[str], most: int = 12) -> str:
    """Names in one line, cut after ``most`` with a count of the rest."""
    shown = ", ".join(names[:most])
    rest = len(names) - most
    return f"{shown} and {rest} more" if rest > 0 else shown
