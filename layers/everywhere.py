"""What the settings file says about every instance: `env`, and `integrations.github` as a part of `settings`."""

from __future__ import annotations

from typing import Any

from layers.merge import Map
from layers.settings import EVERYWHERE, TreeSettings


def everywhere(settings: TreeSettings) -> dict[str, Map]:
    """Layers below all others, by section.

    >>> everywhere(TreeSettings(base="/config"))
    {}
    """
    document = settings.everywhere
    if document is None:
        return {}
    found: dict[str, Map] = {}
    for section, (source, target) in EVERYWHERE.items():
        value: Any = document.at(source)
        if isinstance(value, dict) and value:
            for key in reversed(target):
                value = {key: value}
            found[section] = value
    return found
