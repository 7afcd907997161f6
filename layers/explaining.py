"""Values with their history: every layer that was overridden, and why the winner won."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from layers.instance import Instance
from layers.layered import Layered
from layers.provenance import Layer
from layers.yaml_text import to_yaml
from model.finding import Path

_NOTHING = object()
_STRENGTH = ("tree", "global", "component-type", "base", "instance", "override")


@dataclass(frozen=True)
class Overridden:
    """A layer that lost, and why the layer above it in the list won: see ``explain``."""

    layer: Layer
    reason: str


@dataclass(frozen=True)
class Explanation:
    """A value, the layer that wrote it (None for what nobody wrote), and the layers it overrode, strongest first."""

    path: Path
    value: Any
    layer: Layer | None
    overridden: tuple[Overridden, ...]


def explain(instance: Instance, path: Path = ("vars",)) -> Iterator[Explanation]:
    """Every value at or below a path, in order. Lists count as one value where they come from one place.

    >>> from layers import load
    >>> from pathlib import Path
    >>> tree = load(Path("tests/layers/good/levels"))
    >>> [one] = explain(tree.stacks["core-gbl-root"].instances["pulumi"]["account-settings"], ("vars", "from_base"))
    >>> one.value, one.layer.level, [(lost.layer.value, lost.reason) for lost in one.overridden][0]
    ('base', 'base base', ('type', 'base base is stronger than component-type vars'))
    """
    value: Any = dict(instance.sections)
    for step in path:
        value = _step(value, step)
        if value is _NOTHING:
            return
    yield from _below(instance, path, value)


def provenance_yaml(instance: Instance) -> str:
    """The instance's sections as YAML with a comment on each line, as `describe component --provenance` prints them.

    ``●`` stands for the stack manifest itself, ``○`` for an import, with the number of imports on the way.

    >>> from layers import load
    >>> from pathlib import Path
    >>> stack = load(Path("tests/layers/good/levels")).stacks["core-gbl-root"]
    >>> print(provenance_yaml(stack.instances["pulumi"]["account-settings"]).splitlines()[1])
      tenant: core  # ● [1] tests/layers/good/levels/orgs/root.yaml:3
    """
    depths = _depths(instance)

    def comment(path: Path) -> str:
        origin = instance.origin(path)
        if origin is None:
            return "∴ computed"
        layer = origin.layers[0]
        depth = depths.get(layer.manifest, 1)
        sign = "●" if layer.manifest == instance.manifest else "○"
        return f"{sign} [{depth}] {layer.position.file}:{layer.position.line}"

    return to_yaml({key: value for key, value in instance.sections.items() if value != {}}, comment)


def _below(instance: Instance, path: Path, value: Any) -> Iterator[Explanation]:
    if isinstance(value, dict) and value:
        for key, item in value.items():
            yield from _below(instance, (*path, key), item)
        return
    origin = instance.origin(path)
    layers = origin.layers if origin else ()
    if isinstance(value, list) and layers and layers[0].value != value and value:
        for number, item in enumerate(value):
            yield from _below(instance, (*path, number), item)
        return
    overridden = tuple(Overridden(lost, _reason(instance, won, lost)) for won, lost in pairwise(layers))
    yield Explanation(path, value, layers[0] if layers else None, overridden)


def _step(value: Any, step: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(step, _NOTHING)
    inside = isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value)
    return value[step] if inside else _NOTHING


def _reason(instance: Instance, won: Layer, lost: Layer) -> str:
    if won.level != lost.level:
        if _rank(won) == _rank(lost):
            return f"{won.level} is inherited after {lost.level}"
        return f"{won.level} is stronger than {lost.level}"
    if won.manifest == lost.manifest:
        return "it stands later in the same file"
    files = {document.id: document for document in instance.composition.manifest.layered.files().values()}
    for layered in instance.composition.manifest.layered.chain():
        if layered.document.id == won.manifest and lost.manifest in {one.document.id for one in layered.chain()}:
            return f"{files[won.manifest].display} imports {files[lost.manifest].display}"
    return f"{won.position.file} is imported after {lost.position.file}"


def _rank(layer: Layer) -> int:
    return _STRENGTH.index(layer.level.split()[0])


def _depths(instance: Instance) -> dict[str, int]:
    """How many imports lead to each file, the shortest way; the stack manifest counts as 1."""
    found: dict[str, int] = {}
    level = [instance.composition.manifest.layered]
    depth = 1
    while level:
        following: list[Layered] = []
        for layered in level:
            if layered.document.id not in found:
                found[layered.document.id] = depth
                following.extend(layered.imports)
        level, depth = following, depth + 1
    return found
