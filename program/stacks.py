"""Which Pulumi stacks a configuration tree makes, what each holds, and on which others it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from layers import Instance, Tree
from model.stack_name import StackName
from program.account_maps import exported_map
from program.assumed_role import maker_of_roles
from program.kinds import KINDS, Kind
from program.management import management_account
from program.references import Upstream, target, upstreams

InstanceKey = tuple[str, str]
"""Config stack and name of an instance."""


@dataclass(frozen=True)
class Link:
    """One reference of an instance, and the instance that it means."""

    upstream: Upstream
    target: Instance


@dataclass(frozen=True)
class StackPlan:
    """One Pulumi stack: its instances in the order they are built, their links, and the stacks that come first."""

    name: StackName
    instances: tuple[Instance, ...]
    links: Mapping[InstanceKey, tuple[Link, ...]]
    upstreams: frozenset[StackName]
    needs_map: bool

    def kinds(self) -> Iterator[tuple[Kind, Instance]]:
        """The instances in the order they are built, each with its kind."""
        return ((KINDS[instance.kind], instance) for instance in self.instances)


def key_of(instance: Instance) -> InstanceKey:
    """What identifies an instance in a tree."""
    return instance.config_stack, instance.name


def export_name(instance: Instance) -> str:
    """The name under which an instance exports: ``<instance>-<environment>``; also its component resource's name."""
    environment = instance.vars.get("environment")
    return f"{instance.name}-{environment}" if environment else instance.name


def kind_of(instance: Instance) -> Kind | None:
    """The kind of an instance, None when there is none of that name."""
    return KINDS.get(instance.kind)


def stack_plans(tree: Tree) -> dict[StackName, StackPlan]:
    """Every Pulumi stack of the tree by name, sorted. Instances and references with findings are left out."""
    by_stack: dict[StackName, list[Instance]] = defaultdict(list)
    for instance in tree.instances():
        if kind_of(instance) is not None:
            by_stack[instance.stack].append(instance)
    # Found once: looking for them goes through the whole tree.
    account_map, management = exported_map(tree), management_account(tree)
    return {
        name: _plan(tree, name, by_stack[name], account_map, name.account != management)
        for name in sorted(by_stack, key=str)
    }


def _plan(
    tree: Tree, name: StackName, instances: list[Instance], account_map: Instance | None, needs_map: bool
) -> StackPlan:
    links = {key_of(instance): tuple(_links(tree, instance)) for instance in instances}
    first = {link.target.stack for found in links.values() for link in found}
    if needs_map and account_map is not None:
        first.add(account_map.stack)
    maker = maker_of_roles(tree, instances)
    if maker is not None:
        first.add(maker.stack)
    return StackPlan(name, _in_order(instances, links), links, frozenset(first - {name}), needs_map)


def _links(tree: Tree, instance: Instance) -> Iterator[Link]:
    kind = kind_of(instance)
    for upstream in upstreams(tree, kind, instance) if kind else ():
        found = target(tree, instance, upstream)
        if isinstance(found, Instance):
            yield Link(upstream, found)


def _in_order(instances: list[Instance], links: Mapping[InstanceKey, tuple[Link, ...]]) -> tuple[Instance, ...]:
    by_key = {key_of(instance): instance for instance in sorted(instances, key=key_of)}
    try:
        return tuple(by_key[key] for key in first_to_last(by_key, links).static_order())
    except CycleError:
        return tuple(by_key.values())


def first_to_last(
    keys: Collection[InstanceKey], links: Mapping[InstanceKey, tuple[Link, ...]]
) -> TopologicalSorter[InstanceKey]:
    """What sorts the instances of one stack by what they stand on; it raises CycleError when asked to."""
    return TopologicalSorter({key: [on for link in links[key] if (on := key_of(link.target)) in keys] for key in keys})
