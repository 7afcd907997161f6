"""Tags with the provider's default tags: what a resource should have, and what of it is the resource's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.provider.wire import UNKNOWN


@dataclass(frozen=True)
class TagRules:
    """The provider's ``defaultTags`` and ``ignoreTags``."""

    defaults: Mapping[str, str] = field(default_factory=dict)
    ignored_keys: frozenset[str] = frozenset()
    ignored_prefixes: tuple[str, ...] = ()

    def all(self, tags: Any) -> Any:
        """``tagsAll`` of a resource with these ``tags``: the defaults underneath; UNKNOWN when any of it is."""
        if tags is UNKNOWN:
            return UNKNOWN
        merged = {**self.defaults, **(tags or {})}
        return {key: value for key, value in merged.items() if not self._ignored(key)}

    def seen(self, tags: Mapping[str, str]) -> dict[str, str]:
        """The tags that AWS answered, without those that are ignored or AWS's own."""
        return {
            key: value for key, value in tags.items() if not self._ignored(key) and not key.lower().startswith("aws:")
        }

    def own(self, seen: Mapping[str, str], configured: Mapping[str, Any]) -> dict[str, str]:
        """``tags`` of a resource that has the tags ``seen``: without defaults, unless the program gives them itself."""
        return {
            key: value for key, value in seen.items() if self.defaults.get(key) != value or configured.get(key) == value
        }

    def _ignored(self, key: str) -> bool:
        return key in self.ignored_keys or key.startswith(self.ignored_prefixes or ("\0",))


def changes(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Tags to set and keys to remove, to get from ``old`` to ``new``."""
    setting = {key: value for key, value in new.items() if old.get(key) != value}
    return setting, sorted(key for key in old if key not in new)


def as_list(tags: Mapping[str, str], key: str = "Key", value: str = "Value") -> list[dict[str, str]]:
    """Tags in the form that most AWS APIs take."""
    return [{key: name, value: text} for name, text in sorted(tags.items())]


def as_map(tags: list[dict[str, str]], key: str = "Key", value: str = "Value") -> dict[str, str]:
    """Tags from the form that most AWS APIs answer."""
    return {item[key]: item.get(value, "") for item in tags}
