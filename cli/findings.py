"""Findings as a compiler prints them, as data, and as annotations of a pull request."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from cli.terminal import Paint
from cli.words import counted
from model.finding import Finding, Severity, errors

_COLORS: dict[Severity, str] = {"error": "red", "warning": "yellow"}


def text_lines(findings: Iterable[Finding], paint: Paint) -> list[str]:
    """``file:line:column: RULE message``, one finding after another."""
    return [
        f"{paint(str(finding.position), 'bold')}: {paint(finding.rule, _COLORS[finding.severity])}{finding.text}"
        for finding in findings
    ]


def closing(findings: Sequence[Finding]) -> str:
    """How many findings in how many files, and how many of them stop nothing."""
    files = {finding.position.file for finding in findings}
    warnings = len(findings) - len(errors(findings))
    mild = f", of which {counted(warnings, 'warning')}" if warnings else ""
    return f"{counted(len(findings), 'finding')} in {counted(len(files), 'file')}{mild}"


def as_json(findings: Sequence[Finding]) -> str:
    """A document ``{"findings": [{file, line, column, rule, severity, message}]}``."""
    return json.dumps({"findings": [finding.as_data() for finding in findings]}, indent=2, ensure_ascii=False)


def github_lines(findings: Iterable[Finding]) -> list[str]:
    """Workflow commands that GitHub shows beside the lines of a pull request."""
    return [
        f"::{finding.severity} file={_property(place.file)},line={place.line},col={place.column},"
        f"title={_property(finding.rule)}::{_message(finding.message)}"
        for finding in findings
        for place in (finding.position,)
    ]


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
