"""The YAML engine: read, import, merge, inherit, name; where each value came from; everything that is wrong.

>>> from layers import load
"""

from typing import TYPE_CHECKING, Any

from layers.instance import Instance
from layers.loading import load, load_part, load_stack
from layers.settings import AccountMapLocation, TreeSettings
from layers.tree import ConfigStack, Tree

if TYPE_CHECKING:
    from layers.provenance import Layer, Origin

__all__ = [
    "AccountMapLocation",
    "ConfigStack",
    "Instance",
    "Layer",
    "Origin",
    "Tree",
    "TreeSettings",
    "load",
    "load_part",
    "load_stack",
]


def __getattr__(name: str) -> Any:
    """Provenance, which most runs never ask for, when it is first named."""
    if name in ("Layer", "Origin"):
        from layers import provenance

        return getattr(provenance, name)
    raise AttributeError(f"module 'layers' has no attribute '{name}'")
