"""Creations whose provider ended before it answered."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from operate.events import Diagnostic
from operate.lost import lost_creations
from operate.taking_in import begin
from operate.urn import Urn

STACK = "urn:pulumi:core-root::rootstock::pulumi:pulumi:Stack::rootstock-core-root"
TREE = "urn:pulumi:core-root::rootstock::rootstock:org:OrganizationTree::account-gbl"
MADE = "urn:pulumi:core-root::rootstock::rootstock:org:OrganizationTree$aws:organizations/account:Account::plat-a"
REFUSED = MADE.replace("plat-a", "plat-b")
CHANGED = MADE.replace("plat-a", "plat-c")


def new(urn: str) -> dict[str, Any]:
    """A resource as the engine's events tell it."""
    return {
        "urn": urn,
        "type": "aws:organizations/account:Account",
        "custom": True,
        "id": "",
        "parent": TREE,
        "protect": True,
        "inputs": {"name": Urn.parse(urn).name},
        "outputs": {},
        "provider": "urn:pulumi:core-root::rootstock::pulumi:providers:aws::core-root::1",
    }


def failed(op: str, urn: str) -> str:
    return json.dumps({"resOpFailedEvent": {"metadata": {"op": op, "urn": urn, "new": new(urn)}}})


def error(urn: str, message: str) -> Diagnostic:
    return Diagnostic("error", message, Urn.parse(urn))


def test_only_creations_that_got_no_answer_are_lost(tmp_path: Path) -> None:
    log = tmp_path / "events"
    log.write_text("\n".join([failed("create", MADE), failed("create", REFUSED), failed("update", CHANGED)]))
    gone = "error reading from server: EOF"

    lost = lost_creations(log, [error(MADE, gone), error(REFUSED, "AccessDenied"), error(CHANGED, gone)])

    assert lost == {MADE: new(MADE)}
    assert lost_creations(tmp_path / "none", [error(MADE, gone)]) == {}


def test_they_become_pending_where_the_state_has_their_parent() -> None:
    state: dict[str, Any] = {"deployment": {"resources": [{"urn": STACK}, {"urn": TREE}]}}
    orphan = new(REFUSED) | {"parent": "urn:pulumi:core-root::rootstock::rootstock:org:OrganizationTree::other"}

    assert begin(state, {MADE: new(MADE), REFUSED: orphan}) == [MADE]
    kept = {key: value for key, value in new(MADE).items() if key not in ("id", "outputs")}
    assert state["deployment"]["pending_operations"] == [{"type": "creating", "resource": kept}]
