"""Layers of one section put together; the same layers give the same object, so that instances share what is equal."""

from __future__ import annotations

from typing import Any

from layers.merge import Map, fold, merging


class Combining:
    """Combines layers under one list strategy and remembers the results as long as it lives.

    >>> Combining("replace")({"a": 1}, None, {"b": 2})
    {'a': 1, 'b': 2}
    """

    def __init__(self, strategy: str, others: dict[str, Combining] | None = None) -> None:
        self.strategy = strategy
        self.merge = merging(strategy)
        self._others = others if others is not None else {}
        self._others[strategy] = self
        # The layers are kept beside the result: an id means nothing once its object is gone.
        self._known: dict[tuple[int, ...], tuple[list[Any], Any]] = {}

    def under(self, strategy: str) -> Combining:
        """The same under another list strategy."""
        return self._others.get(strategy) or Combining(strategy, self._others)

    def __call__(self, *layers: Any) -> Any:
        """All layers as one, weakest first; None is no layer.

        Maps merge, of anything else the strongest wins (lists as the strategy says); without layers an empty map.
        """
        present = [layer for layer in layers if layer or (layer is not None and type(layer) is not dict)]
        if not present:
            return {}
        if len(present) == 1:
            return present[0]
        place = tuple(map(id, present))
        known = self._known.get(place)
        if known is None:
            known = self._known[place] = (present, self._combine(present))
        return known[1]

    def leaving_out(self, layer: Map, keys: frozenset[str]) -> Map:
        """A layer without some keys; always with the same ones for the same layer.

        >>> Combining("replace").leaving_out({"type": "abstract", "locked": True}, frozenset(["type"]))
        {'locked': True}
        """
        if keys.isdisjoint(layer):
            return layer
        place = (id(layer),)
        known = self._known.get(place)
        if known is None:
            kept = {key: value for key, value in layer.items() if key not in keys}
            known = self._known[place] = ([layer], kept)
        found: Map = known[1]
        return found

    def _combine(self, layers: list[Any]) -> Any:
        if all(type(layer) is dict for layer in layers):
            return fold(self.merge, layers)
        return fold(self.merge, [{"": layer} for layer in layers])[""]
