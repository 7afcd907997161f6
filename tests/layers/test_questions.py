"""What users ask of a tree: who wrote a value, who depends on an instance, what differs between stacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from layers import Instance, load
from layers.dependents import describe_dependents
from layers.describe import describe_component, describe_stacks
from layers.explaining import explain, provenance_yaml
from layers.listing import list_values
from model.finding import Position

GOOD = Path(__file__).parent / "good"


@pytest.fixture(autouse=True)
def _in_the_trees(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are named relative to the current folder."""
    monkeypatch.chdir(GOOD)


def _instance(tree: str, name: str, stack: str = "core-gbl-root") -> Instance:
    for instances in load(Path(tree)).stacks[stack].instances.values():
        if name in instances:
            return instances[name]
    raise LookupError(name)


def test_an_origin_names_every_layer() -> None:
    origin = _instance("levels", "account-settings").origin(("vars", "from_instance"))
    assert origin is not None
    assert [(str(layer.position), layer.value, layer.level) for layer in origin.layers] == [
        ("levels/orgs/root.yaml:13:14", "instance", "instance"),
        ("levels/orgs/root.yaml:10:31", "base", "base base"),
        ("levels/orgs/root.yaml:5:44", "type", "component-type vars"),
        ("levels/orgs/root.yaml:3:112", "global", "global vars"),
    ]
    assert str(origin.value_position) == "levels/orgs/root.yaml:13:29"


def test_a_position_falls_back_to_what_is_above_it() -> None:
    instance = _instance("levels", "account-settings")
    assert instance.position(("vars", "from_base", "deeper", 3)) == Position("levels/orgs/root.yaml", 10, 14)
    assert instance.position(("vars", "nowhere")) == Position("levels/orgs/root.yaml", 13, 7)
    assert instance.position(("nowhere",)) == Position("levels/orgs/root.yaml", 11, 5)


def test_positions_of_merged_lists_are_those_of_their_items() -> None:
    instance = _instance("lists-append", "vpc")
    places = [str(instance.position(("vars", "list", number))) for number in range(3)]
    assert places == [f"lists-append/stacks/orgs/root.yaml:{place}" for place in ("1:60", "1:63", "5:21")]


def test_an_explanation_says_why_a_layer_won() -> None:
    [owner] = explain(_instance("overrides", "vpc"), ("vars", "owner"))
    assert (owner.value, owner.layer.level if owner.layer else None) == ("platform", "override")
    assert [(lost.layer.value, lost.reason) for lost in owner.overridden] == [
        ("catalog", "overrides/teams/platform.yaml imports overrides/catalog/vpc.yaml"),
        ("vpc", "override is stronger than instance"),
    ]
    [last] = explain(_instance("import-order", "account-settings"), ("vars", "last"))
    assert [lost.reason for lost in last.overridden] == [
        "import-order/catalog/b.yaml is imported after import-order/catalog/a.yaml"
    ]
    [inherited] = explain(_instance("inheritance", "one"), ("vars", "v"))
    assert inherited.overridden[0].reason == "base top is inherited after base left"


def test_dependents_are_found_in_stacks_that_a_template_names() -> None:
    tree = load(Path("component-chain"))
    [peering] = describe_dependents(tree, "network/wide", "core-gbl-root")
    assert (peering["component"], peering["stack"], peering["stack_slug"]) == (
        "peering",
        "core-gbl-audit",
        "core-gbl-audit-peering",
    )
    assert peering["component_path"] == "modules/peering"
    assert [one["component"] for one in describe_dependents(tree, "flow-logs", "core-gbl-audit")] == ["peering"]


def test_sources_list_each_file_once_and_dependencies_follow_from_them() -> None:
    found = describe_component(_instance("component-chain", "network/mixed"))
    assert [
        (one["stack_file"], one["variable_value"]) for one in found["sources"]["vars"]["size"]["stack_dependencies"]
    ] == [
        ("catalog/network", 0),
        ("catalog/network", 2),
        ("catalog/network", 1),
    ]
    assert found["deps"] == ["catalog/network", "catalog/parts/subnet-1", "catalog/parts/subnet-2", "orgs/core/root"]
    assert found["deps_all"] == found["deps"]
    assert found["component_info"] == {"component_type": "terraform", "component_path": "modules/network/base"}
    assert (found["component_type"], found["hooks"], found["providers"]) == ("terraform", {}, {})


def test_provenance_stands_on_every_line() -> None:
    assert provenance_yaml(_instance("levels", "account-settings")).splitlines()[:3] == [
        "vars:  # ● [1] levels/orgs/root.yaml:13",
        "  tenant: core  # ● [1] levels/orgs/root.yaml:3",
        "  environment: gbl  # ● [1] levels/orgs/root.yaml:3",
    ]


def test_dependents_are_those_that_say_so_or_refer_to_it() -> None:
    tree = load(Path("dependencies"))

    def names(component: str, stack: str) -> list[str]:
        return [found["component"] for found in describe_dependents(tree, component, stack)]

    assert names("vpc", "core-gbl-root") == ["dns", "eks"]
    assert names("vpc", "core-gbl-audit") == ["dns", "eks"]
    assert names("bucket", "core-gbl-root") == ["trail"]
    assert describe_dependents(tree, "eks", "core-gbl-root") == [
        {
            "component": "dns",
            "component_type": "terraform",
            "component_path": "dns",
            "tenant": "core",
            "environment": "gbl",
            "stage": "root",
            "stack": "core-gbl-root",
            "stack_slug": "core-gbl-root-dns",
            "dependents": [],
            "included_in_dependents": False,
        }
    ]


def test_values_are_compared_across_stacks() -> None:
    rows = {row.key: (row.values, row.differs) for row in list_values(load(Path("dependencies")), "vpc")}
    assert rows["cidr"] == ({"core-gbl-audit": "10.1.0.0/16", "core-gbl-root": "10.0.0.0/16"}, True)
    assert rows["tenant"] == ({"core-gbl-audit": "core", "core-gbl-root": "core"}, False)


def test_a_described_component_names_its_sources() -> None:
    described = describe_component(_instance("levels", "account-settings"))
    assert described["imports"] == ["catalog/deep"]
    assert described["deps"] == ["catalog/deep", "orgs/root"]
    assert described["sources"]["vars"]["from_base"] == {
        "name": "from_base",
        "final_value": "base",
        "stack_dependencies": [
            {
                "stack_file": "orgs/root",
                "stack_file_section": section,
                "variable_value": value,
                "dependency_type": "inline",
            }
            for section, value in (
                ("components.pulumi.vars", "base"),
                ("pulumi.vars", "type"),
                ("vars", "global"),
            )
        ],
    }


def test_described_stacks_can_be_narrowed() -> None:
    tree = load(Path("dependencies"))
    assert describe_stacks(tree, "core-gbl-audit", ["vpc"], ["terraform"], ["component"]) == {
        "core-gbl-audit": {"components": {"terraform": {"vpc": {"component": "vpc"}}}}
    }
    assert describe_stacks(tree, "orgs/audit", sections=["component"]) == {
        "core-gbl-audit": {"components": {"terraform": {"vpc": {"component": "vpc"}}}}
    }
    assert describe_stacks(tree, components=["none"]) == {}


def test_stacks_are_chosen_by_instance_and_by_component() -> None:
    tree = load(GOOD / "component-chain")
    instances = [instance for stack in tree.stacks.values() for instance in stack.instances["terraform"].values()]
    for kind in {instance.kind for instance in instances}:
        described = describe_stacks(tree, components=[kind])
        chosen = {(stack, name) for stack, there in described.items() for name in there["components"]["terraform"]}
        assert chosen == {(one.config_stack, one.name) for one in instances if kind in (one.name, one.kind)}


def test_components_of_helmfile_say_their_workspace(tmp_path: Path) -> None:
    (tmp_path / "atmos.yaml").write_text('stacks: {included_paths: ["orgs/*"], name_pattern: "{stage}"}')
    (tmp_path / "orgs").mkdir()
    (tmp_path / "orgs/dev.yaml").write_text("""
vars: {stage: dev}
components:
  helmfile:
    echo: {metadata: {component: server}}
  pulumi:
    account-settings: {}
""")
    instances = load(tmp_path).stacks["dev"].instances
    assert describe_component(instances["helmfile"]["echo"])["workspace"] == "dev-echo"
    assert "workspace" not in describe_component(instances["pulumi"]["account-settings"])


@pytest.mark.parametrize(
    ("component", "stack", "dependents"),
    [
        ("vpc", "core-gbl-root", ["dns"]),
        ("vpc", "core-gbl-audit", ["cache"]),
        ("dns", "core-gbl-audit", ["cache"]),
        ("cache", "core-gbl-root", ["eks"]),
        ("dns", "core-gbl-root", []),
    ],
)
def test_dependents_are_those_that_atmos_finds(component: str, stack: str, dependents: list[str]) -> None:
    found = describe_dependents(load(Path("dependents")), component, stack)
    assert [one["component"] for one in found] == dependents
