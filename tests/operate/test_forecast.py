"""What previews add up to, and what is left to run after them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from operate.deploy import Plan, deploy
from operate.forecast import Forecast, to_carry_out, to_preview
from operate.news import Finished, Outcome
from operate.pulumi import Operation

AFTER = {
    "core-root": frozenset[str](),
    "core-root-map": frozenset({"core-root"}),
    "plat-dev": frozenset({"core-root-map"}),
}
ROOT = ("pulumi:pulumi:Stack", "rootstock-core-root")
ACCOUNT = "aws:organizations/account:Account"
ATTACHMENT = "aws:organizations/policyAttachment:PolicyAttachment"


def plan(**parts: Any) -> Plan:
    return Plan(Operation.UP, AFTER, 1, **parts)


def forecast(fake: Any) -> Forecast:
    return Forecast(deploy(to_preview(plan()), fake.pulumi, lambda _: None))


def stack_event(before: dict[str, Any] | None, now: dict[str, Any]) -> dict[str, Any]:
    """The end of the stack's own resource: its exports before and after."""
    urn = "urn:pulumi:core-root::rootstock::pulumi:pulumi:Stack::rootstock-core-root"
    old = None if before is None else {"outputs": before}
    return {"resOutputsEvent": {"metadata": {"op": "same", "urn": urn, "old": old, "new": {"outputs": now}}}}


def gone(kind: str, name: str, op: str = "delete", protect: bool = False, keys: list[str] | None = None) -> Any:
    urn = f"urn:pulumi:core-root::rootstock::{kind}::{name}"
    return {"resourcePreEvent": {"metadata": {"op": op, "urn": urn, "old": {"protect": protect}, "keys": keys}}}


STILL = {"events": [stack_event({"a": 1}, {"a": 1})]}


def test_counts_per_kind_and_removals_by_name(fake: Any, pre: Callable[..., dict[str, Any]]) -> None:
    events = [
        pre(ATTACHMENT, "a"),
        pre(ATTACHMENT, "b"),
        gone(ATTACHMENT, "c"),
        gone("aws:iam/role:Role", "d", op="create-replacement", keys=["path"]),
        gone("aws:iam/role:Role", "d", op="replace", keys=["path"]),
        gone("aws:iam/role:Role", "d", op="delete-replaced"),
        stack_event({"a": 1}, {"a": 1}),
    ]
    fake.tell(core_root={"events": events, "changes": {"create": 2, "delete": 1, "replace": 1}})
    found = forecast(fake)
    assert found.kinds == {"PolicyAttachment": {"create": 2, "delete": 1}, "Role": {"replace": 1}}
    told = [(str(one.step.urn), one.replaced, one.forbidden, one.step.because) for one in found.removals]
    assert told == [("Role d", True, False, ("path",)), ("PolicyAttachment c", False, False, ())]
    assert not found.forbidden


def test_what_is_protected_or_an_account_must_not_go(fake: Any) -> None:
    for event in (gone(ATTACHMENT, "c", protect=True), gone(ACCOUNT, "account-gbl-plat-prod")):
        fake.tell(core_root={"events": [event, stack_event({}, {})], "changes": {"delete": 1}})
        assert forecast(fake).forbidden


def test_a_preview_that_the_engine_refuses_for_protection_stops_everything(fake: Any) -> None:
    text = "Preview failed: unable to delete resource as it is currently marked for protection"
    error = {"diagnosticEvent": {"severity": "error", "message": f"unable: {text}"}}
    fake.tell(core_root={"events": [error], "exit": 255})
    assert forecast(fake).forbidden


def test_what_comes_after_a_new_stack_waits_for_it_untried(fake: Any) -> None:
    fake.tell(core_root={"events": [stack_event(None, {"a": 1})], "changes": {"create": 1}})
    found = forecast(fake)
    assert found.waiting == {"core-root-map": "after core-root", "plat-dev": "after core-root"}
    assert fake.begun == [("preview", "core-root")]
    assert found.report.ok


def test_a_stack_whose_account_is_not_in_the_map_is_listed_after_core_root(fake: Any) -> None:
    message = (
        "stack 'plat-dev': the account map has no account 'plat-dev' yet: "
        "run `pulumi up --stack core-root` and `pulumi up --stack core-root-map` first"
    )
    error = {"diagnosticEvent": {"severity": "error", "message": message}}
    fake.tell(core_root=STILL, core_root_map=STILL, plat_dev={"events": [error], "exit": 255})
    assert forecast(fake).waiting == {"plat-dev": "after core-root"}


def test_stacks_without_change_are_not_run_again(fake: Any) -> None:
    fake.tell(core_root=STILL, core_root_map=STILL, plat_dev={"changes": {"update": 1}, **STILL})
    found = forecast(fake)
    assert [one.stack for one in found.changing] == ["plat-dev"]
    report = deploy(to_carry_out(plan(), found), fake.pulumi, lambda _: None)
    assert report.ok
    assert fake.begun[3:] == [("up", "plat-dev")]


def test_changed_exports_are_a_change_and_reach_who_reads_them(fake: Any) -> None:
    fake.tell(core_root={"events": [stack_event({"a": 1}, {"a": 2})]}, core_root_map=STILL, plat_dev=STILL)
    found = forecast(fake)
    assert [one.stack for one in found.changing] == ["core-root"]
    report = deploy(to_carry_out(plan(), found), fake.pulumi, lambda _: None)
    assert report.ok
    assert fake.begun[3:] == [("up", "core-root"), ("up", "core-root-map")]


def test_a_failed_preview_stops_what_depends_on_it(fake: Any) -> None:
    error = {"diagnosticEvent": {"severity": "error", "message": "broken"}}
    fake.tell(core_root=STILL, core_root_map={"events": [error], "exit": 255}, plat_dev={"changes": {"update": 1}})
    found = forecast(fake)
    ended: list[Any] = []
    report = deploy(to_carry_out(plan(), found), fake.pulumi, ended.append)
    assert {one.stack: one.outcome for one in report.results} == {
        "core-root": Outcome.SUCCEEDED,
        "core-root-map": Outcome.FAILED,
        "plat-dev": Outcome.SKIPPED,
    }
    assert [one.result.stack for one in ended if isinstance(one, Finished)][-1] == "plat-dev"
    assert fake.begun[3:] == []
