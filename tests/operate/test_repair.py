"""What stops a run of a stack is put right, and the run tried again."""

from __future__ import annotations

import getpass
import json
import socket
import subprocess
import sys
import threading
import time
from typing import Any

import pytest

import operate.existing
from operate.deploy import Plan, deploy
from operate.news import Notice
from operate.pulumi import Operation
from operate.unread import remember
from tests.operate.carried_out import carry_out, outcomes

ACCOUNT = "urn:pulumi:core-root::rootstock::a:b:Tree$aws:organizations/account:Account::account-gbl-plat-prod"
PENDING = {
    "diagnosticEvent": {
        "severity": "warning",
        "message": "Attempting to deploy or update resources with 1 pending operations from previous deployment.\n"
        f"  * {ACCOUNT}, interrupted while creating\nThese resources are in an unknown state",
    }
}


def lock_of(pid: int, host: str | None = None) -> str:
    """What the engine prints about a stack that process ``pid`` has locked just now."""
    moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    owner = f"{getpass.getuser()}@{host or socket.gethostname()} (pid {pid})"
    return f"error: the stack is currently locked by 1 lock(s).\n  file:///lock.json: created by {owner} at {moment}"


def test_a_missing_stack_is_created(fake: Any) -> None:
    fake.tell(core_root={"missing": True})
    report, _ = carry_out(fake, {"core-root": frozenset()})
    assert report.ok
    assert fake.begun == [("up", "core-root"), ("init", "core-root"), ("up", "core-root")]


def test_an_answer_that_was_cut_off_is_asked_for_again(fake: Any) -> None:
    message = "operation error KMS: Decrypt, failed to decode response body: use of closed network connection"
    fake.tell(core_root={"refused_once": {"diagnosticEvent": {"severity": "error", "message": message}}})
    report, news = carry_out(fake, {"core-root": frozenset()})
    assert report.ok
    assert fake.begun == [("up", "core-root"), ("up", "core-root")]
    assert [one.text for one in news if isinstance(one, Notice)] == [
        "an answer of AWS was cut off on its way: trying again"
    ]


def test_a_lock_of_a_dead_process_is_cleared_with_a_notice(fake: Any) -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    fake.tell(core_root={"locked": lock_of(process.pid)})
    report, news = carry_out(fake, {"core-root": frozenset()})
    assert report.ok
    assert fake.begun == [("up", "core-root"), ("cancel", "core-root"), ("up", "core-root")]
    (notice,) = [one.text for one in news if isinstance(one, Notice)]
    assert notice.startswith("cleared a lock that an ended run left behind: ")


def test_a_living_run_of_ours_is_waited_for(fake: Any) -> None:
    mark = fake.home / "marks" / "core-root.free"
    script = f"import time, pathlib; time.sleep(1); pathlib.Path({str(mark)!r}).touch()"
    process = subprocess.Popen([sys.executable, "-c", script])
    threading.Thread(target=process.wait, daemon=True).start()
    fake.tell(core_root={"locked": lock_of(process.pid)})
    report, news = carry_out(fake, {"core-root": frozenset()})
    assert report.ok
    notices = [one.text.split(":")[0] for one in news if isinstance(one, Notice)]
    assert notices == ["waiting for another pulumi that works on this stack"]
    assert fake.begun == [("up", "core-root"), ("up", "core-root")]


def test_a_lock_of_somebody_else_is_named_and_left_alone(fake: Any) -> None:
    fake.tell(core_root={"locked": lock_of(42, host="build.example")})
    report, _ = carry_out(fake, {"core-root": frozenset()})
    assert fake.begun == [("up", "core-root")]
    cause = report.results[0].cause
    assert "@build.example (pid 42" in cause
    assert cause.endswith("release it with: pulumi cancel --stack core-root")


def test_pending_operations_are_forgotten_after_a_good_run(fake: Any) -> None:
    fake.tell(core_root={"events": [PENDING]})
    report, news = carry_out(fake, {"core-root": frozenset()})
    assert report.ok
    assert fake.begun == [("up", "core-root"), ("refresh", "core-root")]
    assert Notice("core-root", "forgetting what a broken run left pending: Account account-gbl-plat-prod") in news


def taken_in_and_killed(fake: Any, *held: dict[str, str]) -> None:
    """An earlier run was killed between putting an account into the state and reading it from AWS."""
    remember(fake.pulumi.unread("core-root"), {ACCOUNT: "perhaps"})
    fake.tell(core_root={"state": {"deployment": {"resources": [*held]}}})


def test_what_was_taken_in_and_never_read_is_read_before_it_counts(fake: Any) -> None:
    taken_in_and_killed(fake, {"urn": ACCOUNT, "type": "t:t:T", "id": "perhaps"})
    report, _ = carry_out(fake, {"core-root": frozenset()})
    assert report.ok
    assert [verb for verb, _ in fake.begun] == ["up", "export", "refresh", "up"]
    carry_out(fake, {"core-root": frozenset()})
    assert [verb for verb, _ in fake.begun][4:] == ["up"]


def test_what_never_came_into_the_state_needs_no_second_run(fake: Any) -> None:
    taken_in_and_killed(fake)
    carry_out(fake, {"core-root": frozenset()})
    assert [verb for verb, _ in fake.begun] == ["up", "export"]
    assert not fake.pulumi.unread("core-root").exists()


def test_a_preview_reads_nothing_into_the_state(fake: Any) -> None:
    taken_in_and_killed(fake, {"urn": ACCOUNT, "type": "t:t:T", "id": "perhaps"})
    deploy(Plan(Operation.PREVIEW, {"core-root": frozenset()}, 1), fake.pulumi, lambda _: None)
    assert fake.begun == [("preview", "core-root")]
    assert fake.pulumi.unread("core-root").exists()


def begun_twice() -> dict[str, Any]:
    """What happens to an account that exists and is not in the state: AWS refuses a second one."""
    failed = {"resOpFailedEvent": {"metadata": {"op": "create", "urn": ACCOUNT}}}
    error = {"diagnosticEvent": {"severity": "error", "message": "EMAIL_ALREADY_EXISTS", "urn": ACCOUNT}}
    begun = {"type": "creating", "resource": {"urn": ACCOUNT, "type": "t:t:T", "inputs": {"email": "a@acme.example"}}}
    state = {"version": 3, "deployment": {"resources": [], "pending_operations": [begun]}}
    return {"events": [PENDING, error, failed], "exit": 255, "state": state}


def test_an_account_that_was_created_and_not_recorded_is_taken_in(fake: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operate.existing, "existing_id", lambda kind, inputs, _: f"{kind} of {inputs['email']}")
    fake.tell(core_root=begun_twice())
    report, news = carry_out(fake, {"core-root": frozenset()})
    assert report.ok
    assert [verb for verb, _ in fake.begun] == ["up", "export", "import", "refresh", "export", "up"]
    state = json.loads((fake.home / "imported.json").read_text())["deployment"]
    assert [(one["urn"], one["id"]) for one in state["resources"]] == [(ACCOUNT, "t:t:T of a@acme.example")]
    assert state["pending_operations"] == []
    (notice,) = [one.text for one in news if isinstance(one, Notice)]
    assert notice.startswith("taking in what a broken run had created: Account account-gbl-plat-prod (t:t:T of ")
    assert not list((fake.home / "logs").glob("*.state.json"))
    assert not fake.pulumi.unread("core-root").exists()


def test_what_cannot_be_read_leaves_the_state_as_it_was(fake: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operate.existing, "existing_id", lambda *_: "somebody-elses")
    told = begun_twice()
    fake.tell(core_root={**told, "unreadable": True})
    report, news = carry_out(fake, {"core-root": frozenset()})
    assert outcomes(report) == {"core-root": "failed"}
    assert [verb for verb, _ in fake.begun] == ["up", "export", "import", "refresh", "import"]
    assert json.loads((fake.home / "imported.json").read_text()) == told["state"]
    assert not [one for one in news if isinstance(one, Notice)]


def test_what_cannot_be_found_in_aws_is_explained(fake: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operate.existing, "existing_id", lambda *_: None)
    fake.tell(core_root=begun_twice())
    report, _ = carry_out(fake, {"core-root": frozenset()})
    assert report.results[0].cause == (
        "Account account-gbl-plat-prod: EMAIL_ALREADY_EXISTS\n"
        "An earlier run was broken off while it created Account account-gbl-plat-prod, so it may exist already: "
        "docs/runbooks/repair-a-broken-run.md says how core-root takes it in."
    )
