"""What a manifest's text may say about its config stack and its imports, read without parsing YAML.

Finding the few manifests of one config stack among thousands must not cost a look at every value. What is said here may
be too much, never too little: a manifest that only may belong to a stack is read, and its real names decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

LABELS = ("namespace", "tenant", "environment", "stage")
Values = frozenset[str]
ANYTHING: Values = frozenset("*")
"""Stands for values that only YAML can tell: of templates, tags, aliases, values of several lines."""

_LABEL = re.compile(rb"(namespace|tenant|environment|stage)[\"']?[ \t]*:(?:[ \t]+|(?=[\"'\n]))(?=([^\n]*))")
_SIMPLE = re.compile(rb"([\"']?)([\w.@/+-]+)\1[ \t\r]*(?:$|[,}\]]|[ \t]#)")
_OPAQUE = re.compile(rb"\{\{|^name:|^\{|!include|\\[xuU]|^\s*\?[ \t]", re.MULTILINE)
_BLOCK = re.compile(
    rb"import:[ \t]*\n"
    rb"((?:[ \t]*-[ \t]+[\"']?[\w./-]+[\"']?[ \t]*(?:#[^\n]*)?(?:\n|\Z)|[ \t]*(?:#[^\n]*)?\n)+)(?=[^\s-]|\Z)",
    re.MULTILINE,
)
_FLOW = re.compile(rb"import:[ \t]*\[([\w./,\s\"'-]*)\][ \t]*(?:#[^\n]*)?$", re.MULTILINE)
_BLOCK_ITEM = re.compile(rb"^[ \t]*-[ \t]+[\"']?([\w./-]+)", re.MULTILINE)
_FLOW_ITEM = re.compile(rb"[\w./-]*[\w./][\w./-]*")


class Skimmed(NamedTuple):
    """The imports of a text (None when only YAML can tell) and the values it may give to each label."""

    imports: tuple[str, ...] | None
    values: dict[str, Values]


def skim(text: bytes) -> Skimmed:
    """What a manifest's text may say.

    >>> skim(b"import: [mixins/region/us-east-1]\\nvars: {stage: root, tenant: !env T}\\n")
    Skimmed(imports=('mixins/region/us-east-1',), values={'stage': frozenset({'root'}), 'tenant': frozenset({'*'})})
    """
    if _may_be_opaque(text) and _OPAQUE.search(text):
        return Skimmed(_imports(text), dict.fromkeys(LABELS, ANYTHING))
    values: dict[str, Values] = {}
    for label, rest in _LABEL.findall(text):
        simple = _SIMPLE.match(rest)
        value = frozenset((simple[2].decode(),)) if simple else ANYTHING
        name = label.decode()
        values[name] = values[name] | value if name in values else value
    return Skimmed(_imports(text), values)


def may_be_named(name: str, labels: Iterable[str], values: dict[str, Values]) -> bool:
    """Whether labels with these values may make up the name, joined by dashes.

    >>> values = {"tenant": frozenset({"core-gbl"}), "stage": frozenset({"root", "audit"})}
    >>> may_be_named("core-gbl-root", ["tenant", "stage"], values)
    True
    """
    label, *rest = labels
    found = values.get(label, frozenset())
    if "*" in found:
        return True
    if not rest:
        return name in found
    return any(name.startswith(f"{value}-") and may_be_named(name[len(value) + 1 :], rest, values) for value in found)


def _may_be_opaque(text: bytes) -> bool:
    """Whether the slower look is worth it: five times as fast for the many texts of which it is not."""
    return (
        b"{" in text[:1] or b"{{" in text or b"!include" in text or b"\\" in text or b"name:" in text or b"? " in text
    )


def _imports(text: bytes) -> tuple[str, ...] | None:
    if b"import" not in text:
        return ()
    place = 0 if text.startswith(b"import:") else text.find(b"\nimport:") + 1
    found = _BLOCK.match(text, place)
    if found:
        return tuple([item.decode() for item in _BLOCK_ITEM.findall(found[1])])
    found = _FLOW.match(text, place)
    return tuple([item.decode() for item in _FLOW_ITEM.findall(found[1])]) if found else None
