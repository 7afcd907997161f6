"""The table of simulated types: what ``sandbox/facts/*.json`` says of each, as frozen values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from sandbox.provider.errors import ProviderError

FACTS = Path(__file__).resolve().parent.parent / "facts"
PROVIDER = "pulumi:providers:aws"

Replaces = Literal["never", "always", "conditional"]


@dataclass(frozen=True)
class Property:
    """One property of a type, or of an object inside one.

    ``type`` is string, integer, number, boolean, list, set, map or object; ``element`` is what lists, sets and maps
    hold, ``fields`` what an object holds (None: anything). ``equal`` names an equality other than the plain one;
    ``refused`` says why a value is not taken though the real provider takes it.
    """

    name: str
    type: str
    element: Property | None = None
    fields: Mapping[str, Property] | None = None
    required: bool = False
    computed: bool = False
    output_only: bool = False
    unreadable: bool = False
    sensitive: bool = False
    replaces: Replaces = "never"
    default: Any = None
    auto_name: Mapping[str, Any] | None = None
    rules: tuple[Mapping[str, Any], ...] = ()
    equal: str = ""
    object_as_json: bool = False
    refused: str = ""
    note: str = ""

    @property
    def is_input(self) -> bool:
        """Whether a program may give it."""
        return not self.output_only


@dataclass(frozen=True)
class TypeFacts:
    """One simulated type. ``calls`` are the AWS calls of create, read, update and delete, in order."""

    token: str
    properties: Mapping[str, Property]
    region: bool = False
    tags: bool = False
    constraints: tuple[Mapping[str, Any], ...] = ()
    id: str = ""
    import_id: str = ""
    terraform: str = ""
    source: str = ""
    calls: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    behaviour: tuple[str, ...] = ()

    @property
    def auto_named(self) -> Property | None:
        """The property that gets a generated name when the program gives none."""
        return next((item for item in self.properties.values() if item.auto_name), None)

    def conflicts(self, name: str) -> frozenset[str]:
        """The properties that may not be given together with ``name``."""
        groups = (set(rule.get("conflicts", rule.get("exactly_one", ()))) for rule in self.constraints)
        return frozenset(other for group in groups if name in group for other in group if other != name)


@dataclass(frozen=True)
class FunctionFacts:
    """One simulated function (data source)."""

    token: str
    arguments: Mapping[str, Property]
    result: Mapping[str, Property]
    behaviour: tuple[str, ...] = ()


class NotSimulated(ProviderError):
    """A type or function that the table does not have."""


def type_facts(token: str) -> TypeFacts:
    """What is known of a resource type. Raises NotSimulated, naming it."""
    raw = _service(_service_of(token)).get(token, {})
    if "properties" not in raw:
        raise NotSimulated(f"type '{token}' is not simulated")
    return _type(token)


def function_facts(token: str) -> FunctionFacts:
    """What is known of a function. Raises NotSimulated, naming it."""
    raw = _service(_service_of(token)).get(token, {})
    if "arguments" not in raw:
        raise NotSimulated(f"function '{token}' is not simulated")
    shapes = _shapes(raw)
    return FunctionFacts(
        token, _fields(raw["arguments"], shapes), _fields(raw["result"], shapes), tuple(raw.get("behaviour", ()))
    )


def tokens() -> tuple[str, ...]:
    """All simulated resource types and functions, sorted; without the provider itself."""
    names = (name for path in FACTS.glob("*.json") for name in _service(path.stem))
    return tuple(sorted(name for name in names if name != PROVIDER))


@cache
def _type(token: str) -> TypeFacts:
    raw = _service(_service_of(token))[token]
    properties = _fields(raw["properties"], _shapes(raw))
    if raw.get("region"):
        properties["region"] = Property("region", "string", computed=True, replaces="always")
    if raw.get("tags"):
        text = Property("", "string")
        properties["tags"] = Property("tags", "map", element=text)
        properties["tagsAll"] = Property("tagsAll", "map", element=text, computed=True)
    return TypeFacts(
        token,
        properties,
        region=raw.get("region", False),
        tags=raw.get("tags", False),
        constraints=tuple(raw.get("constraints", ())),
        id=raw.get("id") or "",
        import_id=raw.get("import_id") or "",
        terraform=raw.get("terraform") or "",
        source=raw.get("source") or "",
        calls={call: tuple(raw.get(call, ())) for call in ("create", "read", "update", "delete")},
        behaviour=tuple(raw.get("behaviour", ())),
    )


def _shapes(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """Objects that recur inside a type, by name; an element refers to one as ``@name``."""
    shapes: Mapping[str, Any] = raw.get("shapes", {})
    return shapes


def _fields(raw: Mapping[str, Any], shapes: Mapping[str, Any]) -> dict[str, Property]:
    return {name: _property(name, item, shapes) for name, item in raw.items()}


def _property(name: str, raw: Mapping[str, Any], shapes: Mapping[str, Any]) -> Property:
    inner = raw.get("element")
    if isinstance(inner, str) and inner.startswith("@"):
        inner = shapes[inner[1:]]
    fields = _fields(inner, shapes) if isinstance(inner, dict) else None
    element: Property | None = None
    if raw["type"] in ("list", "set", "map"):
        if fields is not None:
            element, fields = Property("", "object", fields=fields), None
        else:
            element = Property("", inner or "any")
    replaces = raw.get("replaces", False)
    return Property(
        name=name,
        type=raw["type"],
        element=element,
        fields=fields,
        replaces="conditional" if replaces == "conditional" else "always" if replaces else "never",
        rules=tuple(raw.get("rules", ())),
        **{key: raw[key] for key in _PLAIN if key in raw},
    )


_PLAIN = (
    "required", "computed", "output_only", "unreadable", "sensitive",
    "default", "auto_name", "equal", "object_as_json",
    "refused", "note",
)  # fmt: skip


def _service_of(token: str) -> str:
    return "provider" if token == PROVIDER else token.partition(":")[2].partition("/")[0]


@cache
def _service(name: str) -> Mapping[str, Any]:
    path = FACTS / f"{name}.json"
    if not name.isidentifier() or not path.is_file():
        return {}
    content: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content
