"""New entries in YAML that people edit: nothing else changes."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from operate.adopt.insertion import appended, inserted
from operate.errors import OperateError

TREE = """\
# The organization.
vars:
  units:
    core:   # the first
      accounts:
        core-audit: {tenant: core}
        core-dns:
          tenant: core
        # a remark about what follows
    plat:
      policies: [A, B]
      accounts:
    data: {accounts: {data-a: {}}}
  list:
  - name: x
    stage: y

other: 1
"""


def _lines_kept(before: str, after: str) -> bool:
    """Whether every line is still there, in order."""
    left = iter(after.splitlines())
    return all(line in left for line in before.splitlines())


def test_an_entry_comes_after_the_last_one_of_its_map() -> None:
    text = inserted(TREE, ["vars", "units", "core", "accounts"], {"core-new": {"import_id": "012345678901"}})
    assert _lines_kept(TREE, text)
    assert text.splitlines()[8:10] == ["        core-new:", '          import_id: "012345678901"']


def test_an_empty_map_is_filled_and_a_missing_one_made() -> None:
    text = inserted(TREE, ["vars", "units", "plat", "accounts"], {"plat-new": {"tenant": "plat"}})
    text = inserted(text, ["vars", "units", "core", "organizational_units"], {"deep": {"import_id": "ou-1"}})
    units = yaml.safe_load(text)["vars"]["units"]
    assert units["plat"]["accounts"] == {"plat-new": {"tenant": "plat"}}
    assert units["core"]["organizational_units"] == {"deep": {"import_id": "ou-1"}}


def test_flow_maps_and_lists_of_named_things_grow_too() -> None:
    text = inserted(TREE, ["vars", "units", "data", "accounts"], {"data-b": {"import_id": "1"}})
    text = inserted(text, ["vars", "list"], {"z": {"stage": "prod"}})
    read = yaml.safe_load(text)["vars"]
    assert read["units"]["data"]["accounts"] == {"data-a": {}, "data-b": {"import_id": "1"}}
    assert read["list"] == [{"name": "x", "stage": "y"}, {"name": "z", "stage": "prod"}]


def test_items_are_appended_to_lists_and_lists_made() -> None:
    text = appended(TREE, ["vars", "units", "plat", "policies"], ["C"])
    assert "policies: [A, B, C]" in text
    text = appended(text, ["vars", "units", "core", "policies"], ["D"])
    assert yaml.safe_load(text)["vars"]["units"]["core"]["policies"] == ["D"]


def test_what_is_no_map_is_left_to_a_person() -> None:
    with pytest.raises(OperateError, match=r"'other' is neither a map nor a list: write .*new"):
        inserted(TREE, ["other", "accounts"], {"new": {}})


_NAMES = st.text("abcdefgh", min_size=1, max_size=4)
_TREES = st.recursive(st.builds(dict), lambda below: st.dictionaries(_NAMES, below, max_size=3), max_leaves=8)


@settings(deadline=None)
@given(_TREES, st.lists(_NAMES, min_size=1, max_size=3), _NAMES)
def test_reading_it_back_gives_what_was_there_and_the_entry(tree: dict[str, Any], path: list[str], name: str) -> None:
    text = yaml.safe_dump(tree)
    wanted = tree
    for key in path:
        wanted = wanted.setdefault(key, {})
    if name in wanted:
        return
    wanted[name] = {"new": True}
    assert yaml.safe_load(inserted(text, path, {name: {"new": True}})) == tree
