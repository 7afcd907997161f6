"""Stacks of a configuration, by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from layers import Tree, load
from operate.errors import NotConfigured
from operate.stacks import dependencies, known, targets

CONFIG = Path(__file__).parents[2] / "config"
GRAPH = {"core-root": frozenset[str](), "plat-dev": frozenset({"core-root"})}


@pytest.fixture(scope="module")
def tree() -> Tree:
    """The example organization."""
    return load(CONFIG)


def test_every_account_comes_after_the_map(tree: Tree) -> None:
    graph = dependencies(tree)
    assert graph["core-root"] == frozenset()
    assert graph["core-root-map"] == {"core-root"}
    assert {name for name, before in graph.items() if "core-root-map" in before} >= {"core-audit", "plat-prod"}


def test_an_instance_is_its_component_and_its_children(tree: Tree) -> None:
    assert targets(tree, "account-map") == {
        "core-root-map": (
            "**::pulumi:providers:*::*",
            "**::rootstock:program:Keystone::*",
            "**::account-map-gbl",
            "**::account-map-gbl-*",
        )
    }
    assert {"core-root", "plat-dev"} <= targets(tree, "account-settings").keys()


def test_unknown_names_are_refused(tree: Tree) -> None:
    assert known(GRAPH, ["plat-dev", "core-root", "plat-dev"]) == ["core-root", "plat-dev"]
    with pytest.raises(NotConfigured, match=r"no stack 'plat-dve' .* \(did you mean 'plat-dev'\?\)"):
        known(GRAPH, ["plat-dve"])
    with pytest.raises(NotConfigured, match=r"no instance 'acount' .* \(did you mean 'account'\?\)"):
        targets(tree, "acount")
