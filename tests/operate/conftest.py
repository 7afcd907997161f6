"""A `pulumi` that does what a test tells it: writes an event log, prints, waits, fails, holds a lock."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from operate.pulumi import Pulumi

_FAKE = """#!{python}
import json, os, signal, sys, time
from pathlib import Path

home = Path({home!r})
arguments = sys.argv[1:]
if arguments[:2] == ["stack", "ls"]:
    listed = home / "listed.json"
    print(listed.read_text() if listed.exists() else "", end="")
    sys.exit(0 if listed.exists() else print("error: PULUMI_ACCESS_TOKEN must be set", file=sys.stderr) or 255)
stack = arguments[arguments.index("--stack") + 1]
verb = arguments[1] if arguments[0] == "stack" else arguments[0]
told = json.loads((home / "told.json").read_text())
todo = told.get(stack, {{}})

def record(what):
    with (home / "calls.jsonl").open("a") as file:
        file.write(json.dumps([verb, stack, what]) + "\\n")

def end(code, text=""):
    print(text, flush=True)
    record("end")
    sys.exit(code)

record("begin")
marks = home / "marks"
marks.mkdir(exist_ok=True)
if verb == "init":
    (marks / (stack + ".made")).touch()
    end(0)
if verb == "cancel":
    (marks / (stack + ".free")).touch()
    end(0)
if verb == "refresh" and "--event-log" not in arguments:
    end(255 if todo.get("unreadable") else 0)
if verb == "export":
    Path(arguments[arguments.index("--file") + 1]).write_text(json.dumps(todo["state"]))
    end(0)
if verb == "import":
    state = Path(arguments[arguments.index("--file") + 1]).read_text()
    (home / "imported.json").write_text(state)
    todo = dict(todo, exit=0, events=[], state=json.loads(state))
    told[stack] = todo
    (home / "told.json").write_text(json.dumps(told))
    end(0)
if todo.get("missing") and not (marks / (stack + ".made")).exists():
    end(255, "error: no stack named '" + stack + "' found")
if todo.get("locked") and not (marks / (stack + ".free")).exists():
    end(255, todo["locked"])

def interrupted(number, frame):
    record("interrupted")
    if not todo.get("stubborn"):
        log({{"diagnosticEvent": {{"severity": "error", "message": "update canceled"}}}})
        end(255, "^C received; cancelling.")

signal.signal(signal.SIGINT, interrupted)
path = Path(arguments[arguments.index("--event-log") + 1])
sequence = 0

def log(event):
    with path.open("a") as file:
        file.write(json.dumps(event) + "\\n")

refused = marks / (stack + ".refused")
if todo.get("refused_once") and not refused.exists():
    refused.touch()
    log(todo["refused_once"])
    end(255)
for event in todo.get("events", []):
    log(event)
deadline = time.monotonic() + todo.get("seconds", 0)
while time.monotonic() < deadline:
    time.sleep(0.01)
log({{"summaryEvent": {{"resourceChanges": todo.get("changes", {{"same": 1}})}}}})
end(todo.get("exit", 0), todo.get("prints", ""))
"""


@dataclass(frozen=True)
class FakePulumi:
    """Tells the fake what to do for each stack, and what it was asked to do."""

    pulumi: Pulumi
    home: Path

    def tell(self, **stacks: dict[str, Any]) -> None:
        """For each stack (``core_root`` for core-root): events, changes, seconds, exit, prints, missing, locked …"""
        told = {name.replace("_", "-"): todo for name, todo in stacks.items()}
        (self.home / "told.json").write_text(json.dumps(told))

    @property
    def calls(self) -> list[tuple[str, str, str]]:
        """Every command in the order of its begin and end: verb, stack, begin or end or interrupted."""
        path = self.home / "calls.jsonl"
        lines = path.read_text().splitlines() if path.exists() else []
        return [tuple(json.loads(line)) for line in lines]

    @property
    def begun(self) -> list[tuple[str, str]]:
        """Every command in the order of its begin: verb, stack."""
        return [(verb, stack) for verb, stack, what in self.calls if what == "begin"]


@pytest.fixture
def fake(tmp_path: Path) -> FakePulumi:
    """A fake `pulumi` that does everything well until told otherwise."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "pulumi"
    program.write_text(_FAKE.format(python=sys.executable, home=str(tmp_path)))
    program.chmod(0o755)
    environment = {"PATH": os.pathsep.join([str(folder), os.defpath])}
    made = FakePulumi(Pulumi(tmp_path, environment, tmp_path / "logs"), tmp_path)
    made.tell()
    return made


@pytest.fixture
def pre() -> Callable[..., dict[str, Any]]:
    """Makes engine events of steps: ``pre("aws:s3/bucket:Bucket", "logs", op="create", event="resOutputsEvent")``."""

    def make(kind: str, name: str, op: str = "create", event: str = "resourcePreEvent", **state: Any) -> dict[str, Any]:
        urn = f"urn:pulumi:core-root::rootstock::{kind}::{name}"
        return {event: {"metadata": {"op": op, "urn": urn, "type": kind, "old": None, "new": state}}}

    return make
