"""Lines of the engine's event log, as CLI 3.210 writes them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from operate.events import Diagnostic, Outputs, Phase, Step, Summary, parse
from operate.tail import Tail
from operate.urn import Urn

STACK = "urn:pulumi:core-root::rootstock::pulumi:pulumi:Stack::rootstock-core-root"
ACCOUNT = (
    "urn:pulumi:core-root::rootstock::rootstock:org:OrganizationTree$aws:organizations/account:Account"
    "::account-gbl-plat-prod"
)


def line(**event: object) -> str:
    """One line of the log."""
    return json.dumps({"sequence": 1, "timestamp": 1795549852, **event}, separators=(",", ":"))


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (line(preludeEvent={"config": {}}), []),
        (line(cancelEvent={}), []),
        (line(diagnosticEvent={"prefix": "debug: ", "message": "registering", "severity": "debug"}), []),
        (
            line(diagnosticEvent={"prefix": "error: ", "message": "no\n", "severity": "error", "urn": ACCOUNT}),
            [Diagnostic("error", "no", Urn.parse(ACCOUNT))],
        ),
        (
            line(resourcePreEvent={"metadata": {"op": "create", "urn": ACCOUNT, "old": None, "new": {}}}),
            [Step(Phase.BEGUN, "create", Urn.parse(ACCOUNT))],
        ),
        (
            line(resOpFailedEvent={"metadata": {"op": "create", "urn": ACCOUNT}, "status": 2, "steps": 3}),
            [Step(Phase.FAILED, "create", Urn.parse(ACCOUNT))],
        ),
        (
            line(resOutputsEvent={"metadata": {"op": "same", "urn": STACK, "new": {"outputs": {"x": {"y": 1}}}}}),
            [Step(Phase.DONE, "same", Urn.parse(STACK)), Outputs({"x": {"y": 1}})],
        ),
        (
            line(summaryEvent={"maybeCorrupt": False, "resourceChanges": {"create": 3}}),
            [Summary({"create": 3})],
        ),
        (line(summaryEvent={"resourceChanges": None}), [Summary({})]),
    ],
)
def test_a_line_tells(text: str, events: list[object]) -> None:
    assert parse(text) == events


def test_a_urn_has_parts() -> None:
    urn = Urn.parse(ACCOUNT)
    assert (urn.stack, urn.project, urn.type, urn.kind, urn.name, urn.is_stack) == (
        "core-root",
        "rootstock",
        "aws:organizations/account:Account",
        "Account",
        "account-gbl-plat-prod",
        False,
    )
    assert Urn.parse(STACK).is_stack
    assert str(Urn.parse("nonsense")) == "nonsense"


def test_a_line_is_read_when_it_is_whole(tmp_path: Path) -> None:
    log = tmp_path / "log"
    tail = Tail(log)
    assert tail.read() == []
    log.write_text('{"a": 1}\n{"b"')
    assert tail.read() == ['{"a": 1}']
    with log.open("a") as file:
        file.write(": 2}\n")
    assert tail.read() == ['{"b": 2}']
    assert tail.read() == []
