"""How files are named: to users as they would type them, in messages and output as Atmos's manifest ids."""

from __future__ import annotations

import os
from pathlib import Path

EXTENSIONS = (".yaml", ".yml", ".yaml.tmpl", ".yml.tmpl")
"""What a manifest's name may end with, in the order that an import without extension looks for them."""


def display(path: str) -> str:
    """The path relative to the current folder when below it, else as it is.

    >>> display("/elsewhere/config/rootstock.yaml")
    '/elsewhere/config/rootstock.yaml'
    """
    here = str(Path.cwd()).rstrip("/") + "/"
    if path + "/" == here:
        return "."
    return path[len(here) :] if path.startswith(here) else path


def manifest_id(base: str, path: str) -> str:
    """The manifest's id: its path below the base folder without extension.

    >>> manifest_id("/c", "/c/orgs/acme/core/root/global-region.yaml")
    'orgs/acme/core/root/global-region'
    """
    inside = path[len(base) + 1 :] if path.startswith(base + "/") else os.path.relpath(path, base)
    for extension in reversed(EXTENSIONS):
        if inside.endswith(extension):
            return inside[: -len(extension)]
    return inside
