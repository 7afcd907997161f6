"""A deployment by the stand-in engine, and what came of it."""

from __future__ import annotations

from typing import Any

from operate.deploy import Plan, Report, deploy
from operate.news import News
from operate.pulumi import Operation

AFTER = {
    "core-root": frozenset[str](),
    "core-root-map": frozenset({"core-root"}),
    "plat-dev": frozenset({"core-root-map"}),
    "plat-prod": frozenset({"core-root-map"}),
}


def carry_out(fake: Any, after: dict[str, frozenset[str]] = AFTER, **plan: Any) -> tuple[Report, list[News]]:
    """Deploys with the fake; the report and all news."""
    news: list[News] = []
    return deploy(Plan(Operation.UP, after, 4, **plan), fake.pulumi, news.append), news


def outcomes(report: Report) -> dict[str, str]:
    """Each stack with how it ended."""
    return {result.stack: result.outcome.value for result in report.results}
