"""RS104: A manifest is a map."""

from __future__ import annotations

from layers.document import Document
from layers.rule import Findings, Rule

RULE = Rule(
    "RS104",
    "A manifest is a map",
    "Sections such as `vars` and `components` are keys, so a list or a text at the top has no meaning.",
    "Begin the file with keys: `import:`, `vars:`, `components:`.",
)


def found(findings: Findings, document: Document, value: object) -> None:
    """Adds the finding for a document whose root is no map."""
    kind = "list" if isinstance(value, list) else "scalar"
    message = f"the file holds a {kind} at its top: begin with keys such as import, vars or components"
    findings.add(RULE, document.position(()), message)
