"""Deployments with a fake `pulumi`: order, failures, Ctrl-C, and what broken runs left behind."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from operate.errors import OperateError
from operate.news import Finished, Notice, Outcome, Progress, Silence, Started, Stopping
from operate.pulumi import Operation, Pulumi
from tests.operate.carried_out import AFTER, carry_out, outcomes


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


def test_what_several_stacks_warn_of_is_told_once_and_what_differs_each_time(fake: Any) -> None:
    def warnings(*messages: str) -> list[dict[str, Any]]:
        return [{"diagnosticEvent": {"severity": "warning", "message": message}} for message in messages]

    fake.tell(
        core_root={"events": warnings("all.yaml:3:1: RS110 `meta` means nothing\n", "one.yaml:1:1: RS361 asked\n")},
        core_root_map={"events": warnings("all.yaml:3:1: RS110 `meta` means nothing\n", "two.yaml:1:1: RS361 asked\n")},
    )
    _, news = carry_out(fake, {"core-root": frozenset(), "core-root-map": frozenset({"core-root"})})
    assert [(one.stack, one.text) for one in news if isinstance(one, Notice)] == [
        ("core-root", "all.yaml:3:1: RS110 `meta` means nothing"),
        ("core-root", "one.yaml:1:1: RS361 asked"),
        ("core-root-map", "two.yaml:1:1: RS361 asked"),
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
