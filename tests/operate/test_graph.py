"""Parts of the order of stacks."""

from __future__ import annotations

from operate.graph import reduced, restrict, waves

GRAPH = {
    "core-root": frozenset[str](),
    "core-root-map": frozenset({"core-root"}),
    "core-audit": frozenset({"core-root-map"}),
    "core-root-trail": frozenset({"core-audit", "core-root-map"}),
}


def test_a_left_out_stack_still_orders_those_around_it() -> None:
    assert restrict(GRAPH, ["core-root-trail", "core-root"]) == {
        "core-root": frozenset(),
        "core-root-trail": frozenset({"core-root"}),
    }


def test_waves_may_run_at_once() -> None:
    assert waves(GRAPH) == [["core-root"], ["core-root-map"], ["core-audit"], ["core-root-trail"]]


def test_a_picture_leaves_out_implied_arrows() -> None:
    assert reduced(GRAPH) == {
        "core-audit": frozenset({"core-root-map"}),
        "core-root": frozenset(),
        "core-root-map": frozenset({"core-root"}),
        "core-root-trail": frozenset({"core-audit"}),
    }
