"""The order in which stacks start, whatever their graph and whichever of them fail."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from operate.errors import OperateError
from operate.schedule import Schedule

ORGANIZATION = {
    "core-root": frozenset(),
    "core-root-map": frozenset({"core-root"}),
    "core-audit": frozenset({"core-root-map"}),
    "core-root-trail": frozenset({"core-audit", "core-root-map"}),
    "plat-dev": frozenset({"core-root-map"}),
}


@st.composite
def graphs(draw: st.DrawFn) -> dict[str, frozenset[str]]:
    """Acyclic graphs: a stack comes only after stacks with a smaller number."""
    size = draw(st.integers(1, 12))
    names = [f"s{number}" for number in range(size)]
    return {
        name: draw(st.frozensets(st.sampled_from(names[:at]))) if at else frozenset() for at, name in enumerate(names)
    }


def carry_out(schedule: Schedule, failing: set[str], picks: st.DataObject) -> list[str]:
    """Runs a schedule to its end, finishing running stacks in any order; returns the order of starts."""
    started: list[str] = []
    while True:
        started += schedule.start()
        if not schedule.running:
            return started
        name = picks.draw(st.sampled_from(sorted(schedule.running)))
        schedule.finish(name, name not in failing)


law = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no finding."""


@law
@given(graphs(), st.integers(1, 5), st.data())
def test_every_stack_starts_once_and_after_what_it_needs(
    graph: dict[str, frozenset[str]], workers: int, picks: st.DataObject
) -> None:
    schedule = Schedule(graph, workers)
    started = carry_out(schedule, set(), picks)
    assert sorted(started) == sorted(graph)
    assert all(started.index(before) < started.index(name) for name in graph for before in graph[name])
    assert schedule.left() == {}


@law
@given(graphs(), st.integers(1, 5), st.data())
def test_a_failed_stack_stops_what_depends_on_it_and_nothing_else(
    graph: dict[str, frozenset[str]], workers: int, picks: st.DataObject
) -> None:
    failing = picks.draw(st.sets(st.sampled_from(sorted(graph))))
    behind = dict[str, set[str]]()
    for name in graph:
        behind[name] = set(graph[name]).union(*(behind[before] for before in graph[name]))
    schedule = Schedule(graph, workers)
    started = carry_out(schedule, failing, picks)
    assert set(started) == {name for name in graph if not behind[name] & failing}
    assert {name: set(causes) for name, causes in schedule.left().items()} == {
        name: {one for one in behind[name] & failing if not behind[one] & failing}
        for name in graph
        if behind[name] & failing
    }


@law
@given(graphs(), st.integers(1, 5))
def test_never_more_at_once_than_workers(graph: dict[str, frozenset[str]], workers: int) -> None:
    schedule = Schedule(graph, workers)
    assert len(schedule.start()) <= workers
    assert schedule.start() == []


def test_the_longest_way_goes_first() -> None:
    schedule = Schedule(ORGANIZATION, 1)
    order = []
    while started := schedule.start():
        order += started
        schedule.finish(started[0], well=True)
    assert order == ["core-root", "core-root-map", "core-audit", "core-root-trail", "plat-dev"]


def test_nothing_starts_after_a_stop() -> None:
    schedule = Schedule(ORGANIZATION, 4)
    assert schedule.start() == ["core-root"]
    schedule.stop()
    schedule.finish("core-root", well=True)
    assert schedule.start() == []
    assert list(schedule.left()) == ["core-audit", "core-root-map", "core-root-trail", "plat-dev"]


def test_a_stack_outside_the_plan_is_not_waited_for() -> None:
    assert Schedule({"plat-dev": frozenset({"core-root-map"})}, 1).start() == ["plat-dev"]


def test_a_cycle_is_named() -> None:
    with pytest.raises(OperateError, match=r"wait for each other: (a → b → a|b → a → b)"):
        Schedule({"a": frozenset({"b"}), "b": frozenset({"a"})}, 1)
