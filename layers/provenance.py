"""Where the values of one instance were written, and which layers they overrode."""

from __future__ import annotations

from typing import Any, NamedTuple

from layers.composition import Composition
from layers.layered import Layered
from layers.overriding import override_places
from layers.sections import GLOBAL_SECTIONS
from layers.settings import EVERYWHERE
from layers.traced import Traced, Written, imported, merged, settled, written
from model.finding import Path, Position

TREE_SETTINGS = "tree settings"
"""The level of what the settings file says about every instance; it is no manifest."""
_INHERITED = frozenset(("metadata", "component"))


class Layer(NamedTuple):
    """One place where a value is written: of the entry's key and of the value itself, in the file with id ``manifest``.

    ``level`` is ``tree settings``, ``global vars``, ``component-type vars``, ``base <name>``, ``instance`` or
    ``override``.

    >>> Layer(Position("orgs/root.yaml", 3, 7), 7, "instance", Position("orgs/root.yaml", 3, 14), "orgs/root").value
    7
    """

    position: Position
    value: Any
    level: str
    value_position: Position
    manifest: str


class Origin(NamedTuple):
    """All layers that write one value, the winning one first.

    >>> from pathlib import Path
    >>> from layers import load
    >>> stack = load(Path("tests/layers/good/levels")).stacks["core-gbl-root"]
    >>> origin = stack.instances["pulumi"]["account-settings"].origin(("vars", "from_base"))
    >>> [layer.level for layer in origin.layers]
    ['base base', 'component-type vars', 'global vars']
    """

    layers: tuple[Layer, ...]

    @property
    def position(self) -> Position:
        """The place of the entry in the winning layer: of its key, or of the list item."""
        return self.layers[0].position

    @property
    def value_position(self) -> Position:
        """The place of the value itself in the winning layer."""
        return self.layers[0].value_position


class Provenance:
    """Answers for one instance. Each section is traced once, when it is first asked for."""

    def __init__(self, composition: Composition) -> None:
        self.composition = composition
        self._sections: dict[str, Traced | None] = {}

    def section(self, key: str) -> Traced | None:
        """A section with the history of every value in it."""
        if key not in self._sections:
            found = self._trace(key)
            self._sections[key] = settled(found) if found else None
        return self._sections[key]

    def origin(self, path: Path) -> Origin | None:
        """The layers of the value at a path; None when there is no such value."""
        trail = self._trail(path)
        if not path or len(trail) < len(path):
            return None
        # A file that is imported on several ways writes the value once.
        written: dict[tuple[int, int, str], Written] = {}
        for found in trail[-1].history:
            written.setdefault((id(found.document), id(found.node), found.level), found)
        return Origin(tuple(map(_layer, written.values())))

    def position(self, path: Path) -> Position:
        """The place of the entry at a path, of the closest one above it, or of the instance itself."""
        trail = self._trail(path)
        if trail:
            return _layer(trail[-1].history[0]).position
        composition = self.composition
        return composition.written(("components", composition.component_type, composition.name))

    def _trail(self, path: Path) -> list[Traced]:
        trail: list[Traced] = []
        traced = self.section(str(path[0])) if path else None
        for step in path[1:]:
            if traced is None:
                break
            trail.append(traced)
            traced = _child(traced, step)
        if traced is not None:
            trail.append(traced)
        return trail

    def _trace(self, key: str) -> Traced | None:
        composition = self.composition
        layered, kind, name = composition.manifest.layered, composition.component_type, composition.name
        common = merged(
            layered.combine.strategy,
            [
                self._everywhere(key),
                imported(layered, (key,), f"global {key}") if key in GLOBAL_SECTIONS else None,
                imported(layered, (kind, key), f"component-type {key}") if key not in _INHERITED else None,
            ],
        )
        return merged(
            composition.combine.strategy,
            [
                common,
                self._bases(key),
                imported(layered, ("components", kind, name, key), "instance"),
                _overrides(layered, kind, name, key),
            ],
        )

    def _everywhere(self, key: str) -> Traced | None:
        document = self.composition.manifest.settings.everywhere
        if document is None or key not in EVERYWHERE:
            return None
        source, target = EVERYWHERE[key]
        found = written(document, source, TREE_SETTINGS)
        for step in reversed(target):
            found = Traced({step: found}, found.history) if found else None
        return found

    def _bases(self, key: str) -> Traced | None:
        composition = self.composition
        layered, kind = composition.manifest.layered, composition.component_type
        if key == "component" or (key == "metadata" and not composition.manifest.settings.inherit_metadata):
            return None
        found: Traced | None = None
        for base in composition.bases:
            part = imported(layered, ("components", kind, base, key), f"base {base}")
            if key == "metadata" and part is not None:
                kept = {name: item for name, item in part.value.items() if name not in ("inherits", "type")}
                part = Traced(kept, part.history)
            over = _overrides(layered, kind, base, key) if key != "metadata" else None
            found = merged(composition.combine.strategy, [found, part, over])
        return found


def _overrides(layered: Layered, component_type: str, name: str, key: str) -> Traced | None:
    if not layered.overriding:
        return None
    places = override_places(layered, component_type, name)
    parts = [written(document, (*path, key), "override") for document, path in places]
    return merged(layered.combine.strategy, parts)


def _child(traced: Traced, step: str | int) -> Traced | None:
    if isinstance(traced.value, dict):
        return traced.value.get(step)
    if isinstance(traced.value, list) and isinstance(step, int) and 0 <= step < len(traced.value):
        found: Traced = traced.value[step]
        return found
    return None


def _layer(found: Written) -> Layer:
    document = found.document
    return Layer(
        document.place(found.key or found.node), found.value, found.level, document.place(found.node), document.id
    )
