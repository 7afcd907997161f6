"""The page about all rules of configuration, made from the rules themselves."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from layers import rules
from layers.rule import Rule

_WEIGHTS = {
    "error": "An error.",
    "house": "An error where `rootstock.yaml` governs, a warning in a tree with only an `atmos.yaml`.",
    "advice": "A warning.",
}


def all_rules() -> tuple[Rule, ...]:
    """Every rule, by id.

    >>> all_rules()[0].id
    'RS101'
    """
    modules = (import_module(f"{rules.__name__}.{module.name}") for module in pkgutil.iter_modules(rules.__path__))
    return tuple(sorted((module.RULE for module in modules), key=lambda rule: rule.id))


def rules_page() -> str:
    """The page in Markdown: a section a rule."""
    parts = [
        "# Rules of configuration",
        "Written by `python -m layers.rules_page`; a test keeps it up to date. `rootstock validate` names the rule"
        " with every finding.",
    ]
    for rule in all_rules():
        weight = _WEIGHTS[rule.weight]
        parts += [f"## {rule.id}: {rule.title}", f"{rule.explanation} {weight}", f"**What to do:** {rule.remedy}"]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    from pathlib import Path

    Path(__file__).with_name("RULES.md").write_text(rules_page(), encoding="utf-8")
