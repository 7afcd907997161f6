"""What the picture shows: units and accounts, what each inherits, and where each value comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from layers import Instance, Tree
from model.finding import Path
from model.reference import Reference
from operate.last_deployment import LastDeployment
from operate.organization import organization_of
from org.account.policies import Policy
from org.account.structure import CONFIG, Structure
from org.account.subject import Subject
from program.management import account_instance

ROOT = "root"
_THE_TREE_ITSELF = "organization_config"


@dataclass(frozen=True)
class Attached:
    """A policy on a node, and the place where YAML says so."""

    policy: str
    place: str


@dataclass(frozen=True)
class Value:
    """A final value, the place where it is written, and what it overrode: pairs of place and value, strongest first."""

    path: str
    value: Any
    place: str
    overrode: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Component:
    """An instance in an account, with its Pulumi stack and its effective variables."""

    name: str
    config_stack: str
    stack: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Node:
    """The root, a unit or an account. ``id`` is ``root``, ``ou/plat/data`` or ``account/plat-prod``."""

    id: str
    kind: str
    name: str
    parent: str | None
    description: str = ""
    email: str | None = None
    state: str = "active"
    place: str = ""
    attached: tuple[Attached, ...] = ()
    components: tuple[Component, ...] = ()


@dataclass(frozen=True)
class Picture:
    """The whole organization: nodes from the root down, the policies that they name, and each stack's last deployment.

    ``deployments`` is None where nobody was asked.
    """

    title: str
    nodes: tuple[Node, ...]
    policies: Mapping[str, Policy] = field(default_factory=dict)
    deployments: Mapping[str, LastDeployment] | None = None


def picture_of(tree: Tree, deployments: Mapping[str, LastDeployment] | None = None) -> Picture:
    """The picture of the tree's organization. Raises OperateError where it configures none."""
    return replace(_Painter(tree, organization_of(tree)).picture(), deployments=deployments)


class _Painter:
    def __init__(self, tree: Tree, subject: Subject) -> None:
        self._tree = tree
        self._subject = subject
        instance = account_instance(tree)
        assert instance is not None  # noqa: S101 -- a subject has been made of it
        self._instance = instance
        self._attached: dict[str, list[Attached]] = {}
        for one in subject.policies.attachments:
            place = self._place(one.address)
            self._attached.setdefault(one.target.key, []).append(Attached(one.policy.key, place))
        self._by_account: dict[str, list[Instance]] = {}
        for each in tree.instances():
            self._by_account.setdefault(each.stack.account, []).append(each)

    def picture(self) -> Picture:
        namespace = str(self._instance.vars.get("namespace") or "Organization")
        nodes = (self._root(namespace), *self._units(), self._management(), *self._members())
        return Picture(namespace, nodes, self._subject.policies.by_key)

    def _root(self, title: str) -> Node:
        place = self._place(CONFIG)
        return Node(ROOT, "root", title, None, place=place, attached=self._on(ROOT))

    def _units(self) -> Iterator[Node]:
        for unit in self._structure.units:
            parent = f"ou/{unit.parent}" if unit.parent else ROOT
            node_id, place = f"ou/{unit.path}", self._place(unit.address)
            text = unit.settings.description or ""
            yield Node(node_id, "unit", unit.name, parent, text, None, "active", place, self._on(node_id))

    def _management(self) -> Node:
        root = self._subject.variables.organization_config.root_account
        place = self._place((*CONFIG, "root_account"))
        components = self._components(root.name)
        text = root.description or ""
        # Policies bind every account but this one, so it shows none.
        return Node(f"account/{root.name}", "management", root.name, ROOT, text, place=place, components=components)

    def _members(self) -> Iterator[Node]:
        for member in self._structure.members:
            settings, node_id = member.settings, f"account/{member.key}"
            yield Node(
                node_id,
                "account",
                member.name,
                f"ou/{member.unit}" if member.unit else ROOT,
                settings.description or "",
                member.email,
                settings.state,
                self._place(member.address),
                self._on(node_id),
                self._components(member.key),
            )

    def _components(self, account: str) -> tuple[Component, ...]:
        return tuple(
            Component(one.name, one.config_stack, str(one.stack), tuple(_values(one)))
            for one in self._by_account.get(account, ())
        )

    def _on(self, target: str) -> tuple[Attached, ...]:
        return tuple(self._attached.get(target, ()))

    def _place(self, path: Path) -> str:
        position = self._instance.position(path)
        return f"{position.file}:{position.line}"

    @property
    def _structure(self) -> Structure:
        return self._subject.structure


def _values(instance: Instance) -> Iterator[Value]:
    """The effective variables, one a leaf; the organization itself is what the picture shows."""
    for key, value in instance.vars.items():
        if key != _THE_TREE_ITSELF:
            yield from _leaves(instance, ("vars", key), value)


def _leaves(instance: Instance, path: Path, value: Any) -> Iterator[Value]:
    if isinstance(value, Mapping) and value:
        for key, child in value.items():
            yield from _leaves(instance, (*path, key), child)
        return
    origin = instance.origin(path)
    layers = origin.layers if origin else ()
    places = [f"{one.position.file}:{one.position.line}" for one in layers]
    overrode = tuple((place, _plain(one.value)) for place, one in zip(places[1:], layers[1:], strict=True))
    yield Value(".".join(map(str, path[1:])), _plain(value), places[0] if places else "", overrode)


def _plain(value: Any) -> Any:
    if isinstance(value, Reference):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(child) for key, child in value.items()}
    return [_plain(child) for child in value] if isinstance(value, list | tuple) else value
