"""Values at paths through what an instance of the same stack exports, in an update and in a preview."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pulumi
import pytest
from pulumi.output import UNKNOWN

from blocks.recorded import Recorded, RecordedResource
from layers import Tree, load
from model.reference import Reference
from program.references import Upstream
from program.stacks import Link
from program.values_within import NotKnownYet, value_of

Taken = Callable[..., Any]


@pytest.fixture(scope="module")
def tree() -> Tree:
    return load(Path(__file__).parents[2] / "config")


@pytest.fixture
def taken(recorder: Any, tree: Tree) -> Taken:
    """The value that a path leads to among these exports of `cloudtrail-bucket`; ``before`` are the last update's."""
    bucket = next(one for one in tree.instances() if one.name == "cloudtrail-bucket")

    def _taken(exports: Callable[[], dict[str, Any]], *path: str, before: dict[str, Any] | None = None) -> Any:
        link = Link(Upstream(Reference("cloudtrail-bucket", None, path), ("vars",)), bucket)
        outputs = {"cloudtrail-bucket-ue1": before} if before else {}
        recorded = Recorded((RecordedResource("", "pulumi:pulumi:Stack", "", outputs),))
        return recorder.run(lambda: value_of(link, exports(), recorded), preview=True).result

    return _taken


def unknown(value: Any = UNKNOWN) -> pulumi.Output[Any]:
    return pulumi.Output.from_input(value)


def test_a_path_leads_through_maps_and_outputs(taken: Taken) -> None:
    def exports() -> dict[str, Any]:
        return {"plain": {"id": "a"}, "output": pulumi.Output.from_input({"deep": {"id": "b"}})}

    assert taken(exports, "plain", "id") == "a"
    assert taken(exports, "output", "deep", "id") == "b"
    assert taken(exports) == {"plain": {"id": "a"}, "output": {"deep": {"id": "b"}}}


def test_what_is_known_beside_something_unknown_is_known(taken: Taken) -> None:
    assert taken(lambda: {"both": unknown({"id": "a", "arn": UNKNOWN})}, "both", "id") == "a"


@pytest.mark.parametrize(
    ("exports", "path"),
    [
        pytest.param(lambda: {"arn": unknown()}, ["arn"], id="the value"),
        pytest.param(lambda: {"bucket": unknown()}, ["bucket", "arn"], id="what holds it"),
        pytest.param(lambda: {"bucket": unknown({"arn": UNKNOWN})}, ["bucket"], id="a part of it"),
        pytest.param(lambda: {"bucket": {"arn": unknown()}}, [], id="a part of all exports"),
    ],
)
def test_what_is_unknown_is_that_of_the_last_update_or_not_known_yet(
    taken: Taken, exports: Callable[[], dict[str, Any]], path: list[str]
) -> None:
    before = {"arn": "old", "bucket": {"arn": "old"}}
    whole: Any = before
    for key in path:
        whole = whole[key]
    assert taken(exports, *path, before=before) == whole
    with pytest.raises(NotKnownYet, match="is known when this stack has been updated"):
        taken(exports, *path)


def test_a_key_that_is_not_exported_is_named(taken: Taken) -> None:
    with pytest.raises(LookupError, match=r"no 'arm' among the exports \(did you mean 'arn'\?\)"):
        taken(lambda: {"bucket": pulumi.Output.from_input({"arn": "a"})}, "bucket", "arm")
