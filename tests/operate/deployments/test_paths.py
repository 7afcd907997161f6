"""Path filters: they cover what a stack is made from, and nothing else."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from layers import Tree, load
from operate.affected.code import Code
from operate.affected.policies import policies
from operate.deployments.paths import path_filters
from operate.errors import OperateError
from program.stacks import StackPlan, stack_plans

CHECKOUT = Path(__file__).parents[3]
CODE = Code(CHECKOUT)
SEEDS = 8


def _filters(project: Path) -> dict[str, tuple[str, ...]]:
    tree = load(project / "config")
    return {str(name): path_filters(tree, plan, CODE, project) for name, plan in stack_plans(tree).items()}


@cache
def _pattern(glob: str) -> re.Pattern[str]:
    """A glob over the whole path, as Pulumi Cloud reads it: `**` crosses folders, `*` does not."""
    parts = re.split(r"(\*\*|\*)", glob)
    return re.compile("".join({"**": ".*", "*": "[^/]*"}.get(part, re.escape(part)) for part in parts))


def _covers(filters: tuple[str, ...], name: str) -> bool:
    included = [one for one in filters if not one.startswith("!")]
    excluded = [one[1:] for one in filters if one.startswith("!")]
    return any(_pattern(one).fullmatch(name) for one in included) and not any(
        _pattern(one).fullmatch(name) for one in excluded
    )


def test_a_small_stack_is_made_from_these_files_of_the_configuration(project: Path) -> None:
    filters = _filters(project)
    assert [one for one in filters["plat-dev"] if one.startswith("config/")] == [
        "config/catalog/account-settings.yaml",
        "config/catalog/aws-config.yaml",
        "config/catalog/baseline.yaml",
        "config/catalog/cloudtrail.yaml",
        "config/mixins/account/plat-dev.yaml",
        "config/mixins/region/global-region.yaml",
        "config/orgs/acme/_defaults.yaml",
        "config/orgs/acme/plat/dev/global-region.yaml",
        "config/rootstock.yaml",
    ]
    assert {"Pulumi.plat-dev.yaml", "Pulumi.yaml", "__main__.py", "requirements.txt"} <= set(filters["plat-dev"])
    assert "config/catalog/policies/*.yaml" in filters["core-root"]
    assert "config/catalog/policies/*.yaml" not in filters["core-root-map"]


def test_the_code_of_its_kinds_counts_and_that_of_others_does_not(project: Path) -> None:
    filters = _filters(project)
    assert _covers(filters["plat-dev"], "components/account_settings/parts/access.py")
    assert _covers(filters["plat-dev"], "components/account_settings/a_new_module.py")
    assert not _covers(filters["plat-dev"], "components/tfstate_backend/keys.py")
    assert _covers(filters["core-root-state"], "components/tfstate_backend/keys.py")
    assert not _covers(filters["core-root-state"], "components/account_settings/parts/access.py")
    for name in ("sandbox/server.py", "cli/verbs/deploy.py", "operate/deploy.py", "tests/conftest.py", "README.md"):
        assert not any(_covers(one, name) for one in filters.values())


def test_every_module_that_a_stack_imports_is_covered(project: Path) -> None:
    tree = load(project / "config")
    for name, plan in stack_plans(tree).items():
        filters = path_filters(tree, plan, CODE, project)
        rooms = {kind.room for kind, _ in plan.kinds()}
        files = CODE.program.union(*(CODE.room(room) | CODE.modules(room) for room in rooms))
        assert [one for one in sorted(files) if not _covers(filters, one)] == [], name


def test_no_filter_excludes_and_none_names_what_is_not_there(project: Path) -> None:
    for filters in _filters(project).values():
        assert list(filters) == sorted(set(filters))
        for one in filters:
            assert not one.startswith("!")
            if not one.startswith("Pulumi."):
                assert any(CHECKOUT.glob(one)), one


def test_a_file_that_is_included_counts(project: Path) -> None:
    manifest = project / "config/orgs/acme/plat/dev/global-region.yaml"
    (project / "config/contacts.yaml").write_text("description: platform team\n")
    manifest.write_text(manifest.read_text() + "vars: {tags: !include contacts.yaml}\n")
    found = _filters(project)
    assert [name for name, filters in found.items() if "config/contacts.yaml" in filters] == ["plat-dev"]


def test_a_file_outside_the_project_is_an_error(project: Path, tmp_path: Path) -> None:
    tree = load(project / "config")
    plan = next(iter(stack_plans(tree).values()))
    with pytest.raises(OperateError, match=r"config/.* lies outside"):
        path_filters(tree, plan, CODE, project / "elsewhere")


def _resolved(tree: Tree) -> dict[str, Any]:
    return {str(name): _of(tree, plan) for name, plan in stack_plans(tree).items()}


def _of(tree: Tree, plan: StackPlan) -> Any:
    """All that a stack is told: sections of its instances, and the policies that they make."""
    return {(one.config_stack, one.name): (one.kind, dict(one.sections), policies(tree, one)) for one in plan.instances}


_VALUE = re.compile(r"^(\s*[\w-]+: )([\w.-]+)\s*$")
_LABELS = ("tenant", "environment", "stage", "region", "namespace", "slice", "component", "name_pattern")


def _edit(file: Path, chance: random.Random) -> bool:
    """Changes one value of a file, such as somebody might; not what names stacks, whose edit makes other stacks."""
    lines = file.read_text().splitlines()
    places = [
        number
        for number, line in enumerate(lines)
        if (found := _VALUE.match(line)) and found[1].strip(" :") not in _LABELS
    ]
    if not places:
        return False
    number = chance.choice(places)
    found = _VALUE.match(lines[number])
    assert found
    value = {"true": "false", "false": "true"}.get(found[2], f"{found[2]}1" if found[2].isdigit() else f"{found[2]}x")
    lines[number] = found[1] + value
    file.write_text("\n".join(lines) + "\n")
    return True


@pytest.mark.parametrize("seed", range(SEEDS))
def test_an_edit_outside_the_filters_leaves_a_stack_as_it_is(project: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- edits, not secrets
    files = sorted(path for path in (project / "config").rglob("*.yaml") if path.name != "rootstock.yaml")
    before, filters = _resolved(load(project / "config")), _filters(project)
    file = chance.choice(files)
    while not _edit(file, chance):
        file = chance.choice(files)
    name = file.relative_to(project).as_posix()
    after = _resolved(load(project / "config"))
    changed = {stack for stack in before | after if before.get(stack) != after.get(stack)}
    assert [stack for stack in sorted(changed) if not _covers(filters[stack], name)] == []


def test_an_edit_inside_the_filters_can_change_a_stack(project: Path) -> None:
    before = _resolved(load(project / "config"))
    file = project / "config/orgs/acme/_defaults.yaml"
    file.write_text(file.read_text().replace("namespace: acme", "namespace: other"))
    after = _resolved(load(project / "config"))
    assert {stack for stack in before if before[stack] != after[stack]} == set(before)
