"""RS121: Manifests have known keys."""

from __future__ import annotations

from collections.abc import Iterable

from layers.document import Document
from layers.rule import Findings, Rule
from model.finding import suggestion

RULE = Rule(
    "RS121",
    "Manifests have known keys",
    "A misspelt section is carried along and has no effect.",
    "Correct the key; keys of your own begin with `x-`.",
    weight="house",
)


def found(findings: Findings, document: Document, key: str, known: Iterable[str]) -> None:
    """Adds the finding for a key at the top of a manifest that means nothing."""
    message = f"unknown section '{key}'{suggestion(key, known)}: correct it, or begin keys of your own with 'x-'"
    findings.add(RULE, document.position((key,)), message)
