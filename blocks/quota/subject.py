"""What the rules of wanted quotas look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from blocks.quota.variables import WantedQuota, kept
from model.finding import Path, Problem, Severity


@dataclass(frozen=True)
class Subject:
    """The wanted quotas of one variable by key, and the region of those that name none."""

    quotas: Mapping[str, WantedQuota]
    variable: str
    home: str

    @staticmethod
    def of(quotas: Mapping[str, WantedQuota | None], variable: str, home: str) -> Subject:
        """The subject without the quotas that are dropped."""
        return Subject(kept(quotas), variable, home)

    def problem(self, rule: str, key: str, text: str, *field: str, severity: Severity = "error") -> Problem:
        """A problem of one wanted quota, at one of its fields or at its key."""
        path: Path = ("vars", self.variable, key, *field)
        return Problem(rule, f"quota '{key}': {text}", path, severity=severity)
