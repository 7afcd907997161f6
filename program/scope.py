"""How much of a configuration tree one Pulumi stack needs to see."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from layers import Tree, load, load_part
from layers.rule import Findings
from layers.settings import read_settings
from model.stack_name import StackName
from program.references import upstreams
from program.stacks import kind_of

SMALL = 300
"""Files up to which a tree is read whole at every run: that costs less than starting Pulumi (decision 0016)."""


def tree_for(config_root: Path, stack: str) -> Tree:
    """The whole tree where it is small; else the part that one Pulumi stack stands on, at the cost of that part.

    A name that is no stack name gives the whole tree, in which it can be looked for.
    """
    try:
        name = StackName.parse(stack)
    except ValueError:
        return load(config_root)
    return load(config_root) if _is_small(config_root) else _part(config_root, name)


def _part(config_root: Path, name: StackName) -> Tree:
    account = [(name.tenant, name.stage)]
    settings = read_settings(config_root, Findings())
    wanted = {settings.account_map.stack} if settings else set()
    while True:
        tree = load_part(config_root, wanted, account)
        missing = {stack for stack in _named(tree) if stack not in tree.stacks} - wanted
        if not missing:
            return tree
        wanted |= missing


def _named(tree: Tree) -> Iterator[str]:
    """The config stacks that references name: also those of other slices, so that what is seen is free of findings."""
    for instance in tree.instances():
        kind = kind_of(instance)
        if kind is not None:
            for upstream in upstreams(tree, kind, instance):
                yield upstream.reference.config_stack or instance.config_stack


def _is_small(config_root: Path) -> bool:
    files = (name for _, _, names in os.walk(config_root) for name in names)
    return sum(1 for _ in islice(files, SMALL + 1)) <= SMALL
