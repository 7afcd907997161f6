"""Findings as SARIF 2.1.0, for code scanning."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from model.finding import Finding

if TYPE_CHECKING:
    from program.rule_sources import RuleText

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_sarif(findings: Sequence[Finding]) -> str:
    """One run with a result a finding; rules are those that have findings."""
    from program.rule_sources import rule_texts

    texts = rule_texts()
    rules = [_rule(texts[id]) for id in sorted({finding.rule for finding in findings})]
    driver = {"name": "rootstock", "rules": rules}
    run = {"tool": {"driver": driver}, "results": [_result(finding) for finding in findings]}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _rule(text: RuleText) -> dict[str, Any]:
    page = f"docs/reference/rules/{text.id}.md"
    about = " ".join([*text.about, text.remedy]).strip()
    return {
        "id": text.id,
        "shortDescription": {"text": text.title[:1].upper() + text.title[1:]},
        "help": {"text": f"{about} See {page}.".lstrip()},
    }


def _result(finding: Finding) -> dict[str, Any]:
    place = finding.position
    region = {"startLine": place.line, "startColumn": place.column}
    location = {"artifactLocation": {"uri": place.file}, "region": region}
    return {
        "ruleId": finding.rule,
        "level": finding.severity,
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": location}],
    }
