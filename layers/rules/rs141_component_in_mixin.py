"""RS141: Region and account mixins hold no components."""

from __future__ import annotations

import re

from layers.library import Library
from layers.rule import Findings, Rule
from model.finding import Position

_MIXIN = re.compile(r"(?:^|/)mixins/(?:region|account)/")
RULE = Rule(
    "RS141",
    "Region and account mixins hold no components",
    (
        "These mixins are imported by every stack manifest of a region or an account, so a component in one of "
        "them is configured again in each."
    ),
    "Move the component into the catalog and import it in one stack manifest.",
    weight="house",
)


def found(findings: Findings, position: Position, component: str, mixin: str) -> None:
    """Adds the finding for a component that a region or account mixin defines or imports."""
    message = (
        f"component '{component}' in mixin '{mixin}': every stack manifest that imports the mixin would configure it"
        f" again: move it to the catalog (catalog/{component}) and import that in one stack manifest"
    )
    findings.add(RULE, position, message)


def check(findings: Findings, library: Library) -> None:
    """Adds a finding for each component of each region or account mixin that a stack manifest imports."""
    for layered in library.all_layered():
        mixin = layered.document.id
        if not _MIXIN.search(mixin):
            continue
        for component_type, components in layered.section("components").items():
            for name in components:
                path = ("components", component_type, name)
                document = layered.document
                inside = document.node(path) is not None
                position = document.position(path if inside else ("import",))
                found(findings, position, name, mixin)
