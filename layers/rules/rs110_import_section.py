"""RS110: Imports are a list of paths."""

from __future__ import annotations

from layers.document import Document
from layers.rule import Findings, Rule
from model.finding import Path

RULE = Rule(
    "RS110",
    "Imports are a list of paths",
    "Anything else in `import` is ignored or refused by Atmos.",
    "Write `import:` as a list; an item is a path, or a map with `path` and, if needed, `context`.",
)


def section(findings: Findings, document: Document) -> None:
    """Adds the finding for an `import` section that is no list."""
    message = "import is not a list: write each path on a line of its own, after '- '"
    findings.add(RULE, document.position(("import",)), message)


def item(findings: Findings, document: Document, path: Path) -> None:
    """Adds the finding for an item that is neither a path nor a map with one."""
    message = "an import is a path, or a map with path and optionally context: write one of the two"
    findings.add(RULE, document.position(path), message)
