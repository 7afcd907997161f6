"""A whole configuration: config stacks by name, and everything that is wrong with the files they come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from layers.instance import Instance
from layers.settings import TreeSettings
from model.finding import Finding


class ConfigStack(NamedTuple):
    """The instances that share one stack name, by component type and name, and the stack manifests they stand in.

    >>> ConfigStack("core-gbl-root", ("orgs/acme/core/root/global-region",), {}).name
    'core-gbl-root'
    """

    name: str
    manifests: tuple[str, ...]
    instances: Mapping[str, Mapping[str, Instance]]


class Tree(NamedTuple):
    """A loaded configuration. Errors among the findings stop whoever wants to deploy; warnings do not.

    ``files`` are the absolute paths of all files that were read.

    >>> from layers import load
    >>> tree = load(Path("tests/layers/good/levels"))
    >>> list(tree.stacks), [one.name for one in tree.instances()], tree.findings
    (['core-gbl-root'], ['account-settings'], ())
    """

    root: Path
    settings: TreeSettings
    stacks: Mapping[str, ConfigStack]
    findings: tuple[Finding, ...] = ()
    files: frozenset[str] = frozenset()

    def instances(self) -> Iterator[Instance]:
        """What can be deployed: instances of the tree's component types that are neither abstract nor disabled."""
        for name in self.stacks:
            yield from self.instances_of(name)

    def instances_of(self, config_stack: str) -> Iterator[Instance]:
        """Those of one config stack; nothing where there is no stack of that name."""
        stack = self.stacks.get(config_stack)
        if stack is None:
            return
        for component_type in self.settings.component_types:
            for instance in stack.instances.get(component_type, {}).values():
                if not instance.abstract and instance.enabled and _has_stack(instance):
                    yield instance


def _has_stack(instance: Instance) -> bool:
    try:
        return bool(instance.stack)
    except (ValueError, TypeError):
        return False
