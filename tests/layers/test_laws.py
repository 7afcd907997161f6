"""Laws that hold for every tree, tried on trees that nobody thought of."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layers import Instance, Tree, load, load_stack
from layers.document import Document
from layers.provenance import Provenance
from layers.reading import read_manifest
from layers.rule import Findings
from layers.surroundings import Surroundings
from layers.traced import plain
from layers.yaml_text import to_yaml

SETTINGS = {"stacks": {"included_paths": ["orgs/**/*"], "name_pattern": "{tenant}-{environment}-{stage}"}}
STAGES = ("root", "audit", "dev")
Files = Mapping[str, Any]

scalars = st.one_of(st.integers(-5, 99999), st.booleans(), st.text("abc: #-'\"{}\n é", max_size=8), st.just("012"))
keys = st.sampled_from(["a", "b", "c"])


def trees_of(leaf: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Maps and lists over leaves, a few levels deep."""
    return st.recursive(
        leaf,
        lambda below: st.one_of(st.dictionaries(keys, below, max_size=3), st.lists(below, max_size=3)),
        max_leaves=8,
    )


anything = st.dictionaries(keys, trees_of(st.one_of(scalars, st.none())), max_size=3)
numbers = st.integers(0, 9)
typed = st.fixed_dictionaries(
    {},
    optional={
        "s1": numbers,
        "s2": numbers,
        "l": st.lists(numbers, max_size=3),
        "m": st.fixed_dictionaries({}, optional={"s": numbers, "m": st.dictionaries(keys, numbers, max_size=2)}),
    },
)
"""Maps in which a key has the same type wherever it stands."""


@st.composite
def manifests(draw: st.DrawFn, values: st.SearchStrategy[Any] = anything) -> dict[str, Any]:
    """A few catalog files that import later ones, and stack manifests over them."""
    files: dict[str, Any] = {}
    names = [f"catalog/{number}" for number in range(draw(st.integers(1, 4)))]
    for number, name in enumerate(names):
        files[name] = _content(draw, values, names[number + 1 :])
    for number in range(draw(st.integers(1, 3))):
        content = _content(draw, values, names)
        context = {"tenant": "core", "environment": "gbl", "stage": draw(st.sampled_from(STAGES))}
        content["vars"] = {**content["vars"], **context}
        content["components"]["pulumi"][f"own{number}"] = {"vars": draw(values), "metadata": {"inherits": ["base"]}}
        content["components"]["pulumi"]["base"] = {"vars": draw(values), "metadata": {"type": "abstract"}}
        files[f"orgs/{number}"] = content
    return files


def _content(draw: st.DrawFn, values: st.SearchStrategy[Any], importable: list[str]) -> dict[str, Any]:
    imports = draw(st.lists(st.sampled_from(importable), max_size=3)) if importable else []
    components = {"base": {"vars": draw(values)}} if draw(st.booleans()) else {}
    content = {"import": imports, "vars": draw(values), "settings": draw(values), "pulumi": {"vars": draw(values)}}
    return {**content, "components": {"pulumi": components}}


@contextmanager
def written(files: Files, **more: Any) -> Iterator[Path]:
    """A folder with the files as YAML, and a cache folder of its own."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("ROOTSTOCK_CACHE", f"{folder}/cache")
        for name, content in {"rootstock": {**SETTINGS, **more}, **files}.items():
            path = Path(folder, "config", f"{name}.yaml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(to_yaml(content), encoding="utf-8")
        yield Path(folder, "config")


def resolved(tree: Tree) -> dict[str, Any]:
    """Everything that a tree says, as plain data."""
    return {
        name: {one.name: dict(one.sections) for part in stack.instances.values() for one in part.values()}
        for name, stack in tree.stacks.items()
    }


def instances(tree: Tree) -> Iterator[Instance]:
    """All instances, abstract ones too."""
    for stack in tree.stacks.values():
        for part in stack.instances.values():
            yield from part.values()


law = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@law
@given(manifests())
def test_one_stack_alone_is_what_it_is_among_all(files: Files) -> None:
    with written(files) as root:
        whole = resolved(load(root))
        for name, content in whole.items():
            assert resolved(load_stack(root, name)) == {name: content}  # the first writes the index, the others read it


@law
@given(manifests())
def test_importing_a_file_twice_in_a_row_changes_nothing(files: Files) -> None:
    twice = {
        name: {**content, "import": [item for item in content["import"] for _ in range(2)]}
        for name, content in files.items()
    }
    with written(files) as once_root, written(twice) as twice_root:
        assert resolved(load(twice_root)) == resolved(load(once_root))


@law
@given(manifests(typed), st.data())
def test_grouping_of_imports_does_not_matter_where_types_agree(files: Files, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(files["orgs/0"]["import"])))
    imports = files["orgs/0"]["import"]
    grouped = {
        **files,
        "catalog/group": {"import": imports[:cut]},
        "orgs/0": {**files["orgs/0"], "import": ["catalog/group", *imports[cut:]]},
    }
    with written(files) as flat_root, written(grouped) as grouped_root:
        assert resolved(load(grouped_root)) == resolved(load(flat_root))


@law
@given(manifests(), anything)
def test_a_file_that_no_import_reaches_changes_nothing(files: Files, content: Any) -> None:
    with written(files) as root, written({**files, "catalog/unreached": {"vars": content}}) as more_root:
        assert resolved(load(more_root)) == resolved(load(root))


@law
@given(manifests(), st.sampled_from(["replace", "append", "merge"]))
def test_what_is_traced_is_what_is_merged(files: Files, strategy: str) -> None:
    with written(files, settings={"list_merge_strategy": strategy}) as root:
        for instance in instances(load(root)):
            provenance = Provenance(instance.composition)
            for key, value in instance.sections.items():
                traced = provenance.section(key)
                assert (plain(traced) if traced else {}) == value


@law
@given(manifests(), st.sampled_from(["replace", "append", "merge"]))
def test_provenance_of_each_leaf_names_a_place_that_holds_it(files: Files, strategy: str) -> None:
    with written(files, settings={"list_merge_strategy": strategy}) as root:
        for instance in instances(load(root)):
            for path, value in _leaves(instance.vars, ("vars",)):
                origin = instance.origin(path)
                assert origin is not None
                place = origin.value_position
                lines = Path(place.file).read_text(encoding="utf-8").split("\n")
                assert _reads(lines, place.line, place.column, value)


@law
@given(trees_of(st.one_of(scalars, st.none())).filter(lambda value: isinstance(value, dict)))
def test_what_is_written_as_yaml_is_read_back(value: dict[str, Any]) -> None:
    document = read_manifest("/f.yaml", to_yaml({"vars": value}).encode(), Surroundings("/", {}), Findings())
    assert document.value == {"vars": value}


def _leaves(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, (dict, list)) and value:
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(item, (*path, key))
    else:
        yield path, value


def _reads(lines: list[str], line: int, column: int, value: Any) -> bool:
    """Whether the value is what begins at a place: on its line, or in a block below it."""
    text = lines[line - 1][column - 1 :]
    if text.startswith("|"):
        return isinstance(value, str) and value.split("\n")[0].strip() in lines[line]
    document = Document("/f.yaml", f"value: {text}".encode())
    found = read_manifest(document.path, document.text, Surroundings("/", {}), Findings()).value
    return bool(found == {"value": value})
