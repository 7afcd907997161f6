"""The organization as one HTML page that needs nothing else."""

from __future__ import annotations

import html
import json
import time
from pathlib import Path
from typing import Any

from operate.picture.data import Component, Node, Picture

_PARTS = {"ROOTSTOCK_STYLE": "page.css", "ROOTSTOCK_SCRIPT": "page.js"}
_LONGEST_CAUSE = 600
_TITLE, _DATA = "ROOTSTOCK_TITLE", '"ROOTSTOCK_DATA"'


def as_html(picture: Picture) -> str:
    """The page with the picture's data in it. It loads nothing from anywhere and opens from a file."""
    data = json.dumps(_Packed(picture).data(), ensure_ascii=False, separators=(",", ":"))
    # `</script>` inside a text would end the element that the data stand in.
    page = _text("page.html")
    for mark, name in _PARTS.items():
        page = page.replace(mark, _text(name))
    return page.replace(_TITLE, html.escape(picture.title)).replace(_DATA, data.replace("<", "\\u003c"))


def _text(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


class _Packed:
    """Places and values repeat a thousandfold in large organizations, so each is written once and then numbered."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._numbers: dict[str, int] = {}

    def data(self) -> dict[str, Any]:
        nodes = [self._node(one) for one in self._picture.nodes]
        policies = {
            key: {"type": str(one.type), "name": one.name, "text": one.description, "place": str(one.position or "")}
            for key, one in self._picture.policies.items()
        }
        found = {"title": self._picture.title, "policies": policies, "nodes": nodes, "texts": list(self._numbers)}
        return found | self._deployments()

    def _deployments(self) -> dict[str, Any]:
        """For each stack a list: status, seconds since the epoch, number of resources, cause. Nothing where unasked."""
        asked = self._picture.deployments
        if asked is None:
            return {}
        stacks = {
            stack: [one.status.value, one.at and round(one.at.timestamp()), one.resources, _cut(one.cause)]
            for stack, one in asked.items()
        }
        return {"stacks": stacks, "asked": round(time.time())}

    def _node(self, node: Node) -> dict[str, Any]:
        data = {
            "id": node.id,
            "kind": node.kind,
            "name": node.name,
            "parent": node.parent,
            "text": node.description,
            "email": node.email,
            "state": node.state if node.state != "active" else None,
            "place": self._number(node.place),
            "attached": [[one.policy, self._number(one.place)] for one in node.attached],
            "components": [self._component(one) for one in node.components],
        }
        return {key: value for key, value in data.items() if value not in (None, "", [])}

    def _component(self, component: Component) -> list[Any]:
        """Name, config stack, Pulumi stack, and a list a value: path, value, place, then place and value overridden."""
        values = []
        for one in component.values:
            lost = (text for place, value in one.overrode for text in (place, _shown(value)))
            values.append([self._number(text) for text in (one.path, _shown(one.value), one.place, *lost)])
        return [component.name, component.config_stack, component.stack, values]

    def _number(self, text: str) -> int:
        return self._numbers.setdefault(text, len(self._numbers))


def _cut(cause: str | None) -> str | None:
    return cause if cause is None or len(cause) <= _LONGEST_CAUSE else f"{cause[:_LONGEST_CAUSE]}…"


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
