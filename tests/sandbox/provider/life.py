"""The life of a resource: created, refreshed, updated, imported, deleted; and what is expected of each step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Inputs = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """What a program gives, what it changes in place, and what the provider is expected to say of it.

    ``id`` is the expected id or its beginning; ``{account}`` stands for the account, ``{name}`` for an input.
    ``import_id`` is made of the ``{id}``. ``forgotten`` are inputs that an import cannot know.
    ``stays`` marks types whose deletion leaves something that can still be read. ``rechecked`` is off where a program
    cannot take over what an import answers.
    """

    token: str
    inputs: Callable[[Any], Inputs]
    changes: tuple[Inputs | Callable[[Any], Inputs], ...] = ()
    id: str = ""
    import_id: str = "{id}"
    forgotten: frozenset[str] = frozenset()
    stays: bool | None = False
    importable: bool = True
    rechecked: bool = True

    def __str__(self) -> str:
        return self.token.split(":")[1].replace("/", ".")


def live(engine: Any, case: Case) -> None:
    """The whole life of a case."""
    wanted = case.inputs(engine)
    inputs, failures = engine.check(case.token, wanted)
    assert failures == []

    made = engine.create(case.token, inputs)
    assert made.id.startswith(case.id.format(account=engine.account, **wanted))
    assert_settled(engine, made)

    for change in case.changes:
        resolved = change(engine) if callable(change) else change
        wanted = {**wanted, **resolved}
        made = changed(engine, made, wanted, set(resolved))

    if case.importable:
        assert_importable(engine, case, made)
    engine.delete(made)
    if case.stays is not None:
        assert (engine.read(made) is not None) == case.stays


def assert_settled(engine: Any, made: Any) -> None:
    """The same program changes nothing, and a refresh finds nothing."""
    assert engine.diff(made, made.inputs).detailed == {}
    refreshed = engine.read(made)
    assert refreshed is not None
    assert refreshed.id == made.id
    assert refreshed.inputs == made.inputs
    assert engine.diff(refreshed, made.inputs).detailed == {}


def changed(engine: Any, made: Any, wanted: Inputs, names: set[str]) -> Any:
    """An update of exactly these properties, in place."""
    inputs, failures = engine.check(made.token, wanted, made.inputs)
    assert failures == []
    difference = engine.diff(made, inputs)
    expected = {name for name in names if made.state.get(name) or wanted[name]}
    assert set(difference.changed) - {"tagsAll"} == expected
    assert difference.replaces == []
    made = engine.update(made, inputs)
    assert_settled(engine, made)
    return made


def assert_importable(engine: Any, case: Case, made: Any) -> None:
    """An import knows everything but what AWS does not tell."""
    found = engine.adopt(case.token, case.import_id.format(id=made.id))
    assert found is not None
    difference = engine.diff(found, made.inputs)
    assert set(difference.changed) <= case.forgotten
    if case.rechecked:
        repeated, failures = engine.check(case.token, found.inputs)
        assert failures == []
        assert set(engine.diff(found, repeated).changed) <= case.forgotten
