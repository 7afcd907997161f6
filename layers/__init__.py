"""The YAML engine: read, import, merge, inherit, name; where each value came from; everything that is wrong.

>>> from layers import load
"""

from layers.instance import Instance
from layers.loading import load, load_part, load_stack
from layers.provenance import Layer, Origin
from layers.settings import AccountMapLocation, TreeSettings
from layers.tree import ConfigStack, Tree

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
