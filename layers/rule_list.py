"""All rules of configuration, as their modules declare them."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from layers import rules
from layers.rule import Rule


def all_rules() -> tuple[Rule, ...]:
    """Every rule, by id.

    >>> all_rules()[0].id
    'RS101'
    """
    modules = (import_module(f"{rules.__name__}.{module.name}") for module in pkgutil.iter_modules(rules.__path__))
    return tuple(sorted((module.RULE for module in modules), key=lambda rule: rule.id))
