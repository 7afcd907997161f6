"""Finding in a configuration tree what a user named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.verb import UsageError
from model.finding import suggestion

if TYPE_CHECKING:
    from layers import ConfigStack, Instance, Tree
    from model.finding import Path

_DEPLOYED_TYPE = "pulumi"


def config_stack(tree: Tree, name: str) -> ConfigStack:
    """The config stack of that name. UsageError with the near ones when there is none."""
    if name not in tree.stacks:
        raise UsageError(f"no config stack '{name}'{suggestion(name, tree.stacks)}")
    return tree.stacks[name]


def instance(stack: ConfigStack, name: str) -> Instance:
    """The instance of that name, of any component type; the type that is deployed comes first."""
    by_type = stack.instances
    for component_type in sorted(by_type, key=lambda one: (one != _DEPLOYED_TYPE, one)):
        if name in by_type[component_type]:
            return by_type[component_type][name]
    names = {known for instances in by_type.values() for known in instances}
    raise UsageError(f"no component '{name}' in config stack '{stack.name}'{suggestion(name, names)}")


def path_in(found: Instance, text: str) -> Path:
    """The path that ``vars.tags.Team`` or ``tags.Team`` spells; a key with dots is found as it stands.

    UsageError with the keys that exist when it leads nowhere.
    """
    words = text.replace("[", ".").replace("]", "").split(".")
    if words[0] not in found.sections:
        words = ["vars", *words]
    path: Path = ()
    value: Any = found.sections
    while words:
        key, words = _step(value, words, ".".join(map(str, path)) or found.name)
        path, value = (*path, key), value[key]
    return path


def value_at(found: Instance, path: Path) -> Any:
    """The value at a path that exists."""
    value: Any = found.sections
    for key in path:
        value = value[key]
    return value


def _step(value: Any, words: list[str], place: str) -> tuple[str | int, list[str]]:
    """The key that the first words spell, the longest that exists, and the words left."""
    if isinstance(value, list) and words[0].isdigit() and int(words[0]) < len(value):
        return int(words[0]), words[1:]
    if isinstance(value, dict):
        for length in range(len(words), 0, -1):
            key = ".".join(words[:length])
            if key in value:
                return key, words[length:]
    known = value if isinstance(value, dict) else map(str, range(len(value) if isinstance(value, list) else 0))
    raise UsageError(f"'{place}' has no '{words[0]}'{suggestion(words[0], map(str, known))}")
