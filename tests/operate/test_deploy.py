"""Deployments with a fake `pulumi`: order, failures, Ctrl-C, and what broken runs left behind."""

from __future__ import annotations

import getpass
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

import operate.existing
from operate.deploy import Plan, Report, deploy
from operate.errors import OperateError
from operate.news import Finished, News, Notice, Outcome, Progress, Silence, Started, Stopping
from operate.pulumi import Operation, Pulumi
from operate.unread import remember

AFTER = {
    "core-root": frozenset[str](),
    "core-root-map": frozenset({"core-root"}),
    "plat-dev": frozenset({"core-root-map"}),
    "plat-prod": frozenset({"core-root-map"}),
}


ACCOUNT = "urn:pulumi:core-root::rootstock::a:b:Tree$aws:organizations/account:Account::account-gbl-plat-prod"
PENDING = {
    "diagnosticEvent": {
        "severity": "warning",
        "message": "Attempting to deploy or update resources with 1 pending operations from previous deployment.\n"
        f"  * {ACCOUNT}, interrupted while creating\nThese resources are in an unknown state",
    }
}


def carry_out(fake: Any, after: dict[str, frozenset[str]] = AFTER, **plan: Any) -> tuple[Report, list[News]]:
    """Deploys with the fake; the report and all news."""
    news: list[News] = []
    return deploy(Plan(Operation.UP, after, 4, **plan), fake.pulumi, news.append), news


def outcomes(report: Report) -> dict[str, str]:
    """Each stack with how it ended."""
    return {result.stack: result.outcome.value for result in report.results}


def lock_of(pid: int, host: str | None = None) -> str:
    """What the engine prints about a stack that process ``pid`` has locked just now."""
    moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    owner = f"{getpass.getuser()}@{host or socket.gethostname()} (pid {pid})"
    return f"error: the stack is currently locked by 1 lock(s).\n  file:///lock.json: created by {owner} at {moment}"


def test_stacks_run_in_order_and_at_once_where_they_may(fake: Any) -> None:
    fake.tell(plat_dev={"seconds": 0.4}, plat_prod={"seconds": 0.4})
    report, _ = carry_out(fake)
    assert report.ok
    assert [call for call in fake.calls if not call[1].startswith("plat")] == [
        ("up", "core-root", "begin"),
        ("up", "core-root", "end"),
        ("up", "core-root-map", "begin"),
        ("up", "core-root-map", "end"),
    ]
    assert [what for _, stack, what in fake.calls if stack.startswith("plat")] == ["begin", "begin", "end", "end"]


def test_the_result_tells_changes_and_exports(fake: Any, pre: Callable[..., dict[str, Any]]) -> None:
    root = ("pulumi:pulumi:Stack", "rootstock-core-root")
    steps = [
        pre(*root),
        pre("rootstock:org:OrganizationTree", "account-gbl"),
        pre(*root, event="resOutputsEvent", outputs={"account-gbl": {"version": 1}}),
    ]
    fake.tell(core_root={"events": steps, "changes": {"create": 2, "same": 3}})
    report, news = carry_out(fake, {"core-root": frozenset()})
    (result,) = report.results
    assert (result.changes, result.changed, result.outputs) == (
        {"create": 2, "same": 3},
        {"create": 2},
        {"account-gbl": {"version": 1}},
    )
    assert [type(one) for one in news if not isinstance(one, Silence)] == [
        Started,
        Progress,
        Progress,
        Progress,
        Finished,
    ]


def test_a_failed_stack_stops_only_what_depends_on_it(fake: Any) -> None:
    message = "no account 'plat-prd'"
    error = {"diagnosticEvent": {"severity": "error", "message": message}}
    fake.tell(core_root_map={"events": [error], "exit": 255})
    after = {**AFTER, "core-audit": frozenset({"core-root"})}
    report, _ = carry_out(fake, after)
    assert outcomes(report) == {
        "core-root": "succeeded",
        "core-audit": "succeeded",
        "core-root-map": "failed",
        "plat-dev": "skipped",
        "plat-prod": "skipped",
    }
    causes = {result.stack: result.cause for result in report.results}
    assert causes["core-root-map"] == message
    assert causes["plat-dev"] == "not started, because core-root-map did not get done"
    assert not report.ok and not report.interrupted


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


def interrupt_when(fake: Any, stack: str, *pauses: float) -> None:
    """Sends this process Ctrl-C once ``stack`` runs, and again after each further pause."""

    def send() -> None:
        while ("up", stack) not in fake.begun:
            time.sleep(0.02)
        for pause in pauses:
            time.sleep(pause)
            os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=send, daemon=True).start()


def test_ctrl_c_lets_running_stacks_end_and_starts_no_other(fake: Any) -> None:
    fake.tell(core_root_map={"seconds": 20})
    interrupt_when(fake, "core-root-map", 0.3)
    began = time.monotonic()
    report, news = carry_out(fake)
    assert time.monotonic() - began < 10
    assert outcomes(report) == {
        "core-root": "succeeded",
        "core-root-map": "interrupted",
        "plat-dev": "skipped",
        "plat-prod": "skipped",
    }
    assert report.interrupted
    assert [one for one in fake.calls if one[2] == "interrupted"] == [("up", "core-root-map", "interrupted")]
    assert Stopping(at_once=False) in news


def test_a_second_ctrl_c_ends_them_at_once(fake: Any) -> None:
    fake.tell(core_root={"seconds": 20, "stubborn": True})
    interrupt_when(fake, "core-root", 0.3, 0.3)
    began = time.monotonic()
    report, news = carry_out(fake)
    assert time.monotonic() - began < 10
    assert report.results[0].outcome is Outcome.INTERRUPTED
    assert ("up", "core-root", "end") not in fake.calls
    assert Stopping(at_once=True) in news


def test_ctrl_c_works_as_before_afterwards(fake: Any) -> None:
    carry_out(fake, {"core-root": frozenset()})
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_stack_may_be_narrowed_to_targets(fake: Any) -> None:
    command = fake.pulumi.run(Operation.UP, "core-root", ["**::account-gbl"])
    assert command[-2:] == ["--target", "**::account-gbl"]


def test_without_pulumi_nothing_starts(tmp_path: Any) -> None:
    with pytest.raises(OperateError, match="no `pulumi` on PATH"):
        Pulumi(tmp_path, {"PATH": str(tmp_path)}, tmp_path)
