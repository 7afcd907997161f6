"""The expectations in ``*.yaml`` of this folder, written from the real provider's source and AWS's documentation.

A file has two maps by resource name: ``around``, resources that others need, and ``lives``, those that are looked at;
``before`` lists calls of AWS that have to be made first, and ``kept`` what cannot be deleted at the end.

| key | meaning |
|---|---|
| ``type``, ``region`` | the type, and the region when it is not us-east-1 |
| ``inputs`` | what a program gives at first |
| ``after`` | resources that have to be there before |
| ``id``, ``import`` | the id, and the import id where it is another one |
| ``look`` | the call of AWS that shows the resource: service, operation, arguments |
| ``shows`` | what it shows of the resource as created: values by JMESPath |
| ``updates`` | changes in place, one after the other, each of which changes exactly what it gives |
| ``updated`` | what AWS shows after all of them |
| ``replaces`` | values that make a new resource necessary, by property |
| ``outside`` | a call behind the program's back, made after the updates |
| ``drift`` | the properties by which a program notices it |
| ``forgotten`` | properties that AWS does not tell, so that an import cannot know them |
| ``deleted`` | what the look shows when the resource was deleted: a code of AWS's, or values by JMESPath |
| ``apart`` | properties that are not looked at here, and why |

In all of them ``${account}`` is the account, ``${name}`` and ``${name.output}`` the id or an output of a resource;
a map with the only key ``json`` is the text of its value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Call:
    """A call of AWS."""

    service: str
    operation: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Life:
    """One resource and what is expected of it; the fields are the keys of the table."""

    name: str
    type: str
    inputs: Mapping[str, Any]
    region: str = ""
    after: tuple[str, ...] = ()
    id: str = ""
    import_id: str | None = "${id}"
    look: Call | None = None
    shows: Mapping[str, Any] = field(default_factory=dict)
    updates: tuple[Mapping[str, Any], ...] = ()
    updated: Mapping[str, Any] = field(default_factory=dict)
    replaces: Mapping[str, Any] = field(default_factory=dict)
    outside: Call | None = None
    drift: frozenset[str] = frozenset()
    forgotten: frozenset[str] = frozenset()
    deleted: str | Mapping[str, Any] = ""
    apart: Mapping[str, str] = field(default_factory=dict)

    def inputs_after(self, updates: int) -> dict[str, Any]:
        """What the program gives after so many updates."""
        given = dict(self.inputs)
        for update in self.updates[:updates]:
            given |= update
        return {name: value for name, value in given.items() if value is not None}

    def walked(self) -> set[str]:
        """The properties that are looked at, or are not for a reason."""
        changed = {name for update in self.updates for name in update}
        return {*self.replaces, *changed, *self.apart}


@dataclass(frozen=True)
class Table:
    """What is deployed together."""

    around: Mapping[str, Life]
    lives: Mapping[str, Life]
    before: tuple[Call, ...]
    kept: frozenset[str] = frozenset()

    @property
    def everything(self) -> dict[str, Life]:
        """All resources by name."""
        return {**self.around, **self.lives}


def names() -> list[str]:
    """The files of expectations."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def table(file: str) -> Table:
    """The expectations of a file."""
    content = yaml.safe_load((FOLDER / f"{file}.yaml").read_text(encoding="utf-8"))
    around = {name: _life(name, raw) for name, raw in content.get("around", {}).items()}
    lives = {name: _life(name, raw) for name, raw in content["lives"].items()}
    return Table(
        around,
        lives,
        tuple(call for call in map(_call, content.get("before", ())) if call),
        frozenset(content.get("kept", ())),
    )


def _life(name: str, raw: Mapping[str, Any]) -> Life:
    renamed = {"import_id" if key == "import" else key: value for key, value in raw.items()}
    typed = {
        "inputs": raw.get("inputs", {}),
        "after": tuple(raw.get("after", ())),
        "updates": tuple(raw.get("updates", ())),
        "drift": frozenset(raw.get("drift", ())),
        "forgotten": frozenset(raw.get("forgotten", ())),
        "look": _call(raw.get("look")),
        "outside": _call(raw.get("outside")),
    }
    return Life(name, **{**renamed, **typed})


def _call(raw: Any) -> Call | None:
    return Call(raw[0], raw[1], raw[2] if len(raw) > 2 else {}) if raw else None
