"""RS111: Imported files exist."""

from __future__ import annotations

from collections.abc import Iterable

from layers.chain import Chain, via
from layers.document import Document
from layers.glob import is_pattern
from layers.rule import Findings, Rule
from model.finding import Path, suggestion

RULE = Rule(
    "RS111",
    "Imported files exist",
    "Without the imported file the configuration is incomplete.",
    "Correct the path: it is relative to the base folder, or to the file when it begins with `./`.",
)


def found(findings: Findings, document: Document, path: Path, target: str, known: Iterable[str], chain: Chain) -> None:
    """Adds the finding for an import that names no file. ``known`` are the ids of the files there are."""
    hint = suggestion(target, known) if not is_pattern(target) else ""
    hint = hint if "did you mean" in hint else ""
    message = f"import '{target}' not found{hint}: {_remedy(target)}{via(chain)}"
    findings.add(RULE, document.position(path), message)


def _remedy(target: str) -> str:
    if is_pattern(target):
        return "no file matches the pattern, correct it or remove the import"
    return "correct the path, which starts at the base folder (or at this file's folder with './')"
