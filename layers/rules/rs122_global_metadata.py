"""RS122: Metadata belongs to components."""

from __future__ import annotations

from layers.document import Document
from layers.rule import Findings, Rule

RULE = Rule(
    "RS122",
    "Metadata belongs to components",
    ("What a component is (its type, its bases, the kind it is an instance of) cannot be said for a whole stack."),
    "Move the key into the metadata of the components it is meant for.",
)


ALLOWED = ("labels", "tags", "custom", "enabled", "locked", "terraform_workspace_pattern")


def found(findings: Findings, document: Document, key: str) -> None:
    """Adds the finding for a key that `metadata` at the top of a manifest may not have."""
    message = (
        f"metadata.{key} cannot be set for a whole stack (allowed: {', '.join(ALLOWED)}): move it to the components"
    )
    findings.add(RULE, document.position(("metadata", key)), message)
