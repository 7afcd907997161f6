"""What a reading of the accounts' own stacks says of things that somebody changed or took away."""

from __future__ import annotations

from typing import Any

from operate.drift.difference import Difference, Severity
from operate.drift.stacks import drift_of_stacks

BUDGET = "aws:budgets/budget:Budget"
QUOTA = "aws:servicequotas/serviceQuota:ServiceQuota"
ROLE = "aws:iam/role:Role"


def read(kind: str, name: str, op: str = "same", **changed: tuple[Any, Any]) -> dict[str, Any]:
    """What the engine tells of one resource that it has read: each changed field with its value before and now."""
    before, now = ({field: values[index] for field, values in changed.items()} for index in (0, 1))
    metadata = {
        "op": op,
        "urn": f"urn:pulumi:plat-prod::rootstock::rootstock:components:Some${kind}::{name}",
        "type": kind,
        "old": {"id": f"id-of-{name}", "inputs": {}, "outputs": before},
        "new": None if op == "delete" else {"id": f"id-of-{name}", "inputs": {}, "outputs": now},
        "diffs": list(changed),
    }
    return {"resOutputsEvent": {"metadata": metadata}}


WHOLE = {
    "resOutputsEvent": {
        "metadata": {
            "op": "same",
            "urn": "urn:pulumi:plat-prod::rootstock::rootstock:program:Keystone::keystone",
            "type": "rootstock:program:Keystone",
        }
    }
}


def found(fake: Any, *events: dict[str, Any]) -> list[tuple[Severity, str, str, str, str | None, str | None]]:
    fake.tell(plat_prod={"events": [*events, WHOLE]})
    seen = drift_of_stacks(["plat-prod"], fake.pulumi, 1, lambda _: None)
    assert seen.failed == {}
    assert seen.resources == {"plat-prod": len(events)}
    return [(one.severity, one.kind, one.name, one.what, one.configured, one.actual) for one in seen.differences]


def test_an_edited_budget_shows_both_amounts(fake: Any) -> None:
    assert found(fake, read(BUDGET, "total", "update", limitAmount=("100", "9000"))) == [
        (Severity.MEDIUM, "Budget", "plat-prod: total", "limitAmount", "100", "9000")
    ]


def test_a_quota_that_aws_granted_otherwise_is_no_alarm(fake: Any) -> None:
    assert found(fake, read(QUOTA, "vpcs", "update", value=(20, 10))) == [
        (Severity.LOW, "ServiceQuota", "plat-prod: vpcs", "value", "20", "10")
    ]


def test_what_is_gone_is_missing_and_what_is_as_it_was_is_counted_only(fake: Any) -> None:
    ((severity, kind, name, what, *_),) = found(fake, read(ROLE, "quotas", "delete"), read(BUDGET, "total"))
    assert (severity, kind, name, what) == (Severity.HIGH, "Role", "plat-prod: quotas", "missing")


def test_a_stack_that_never_came_to_its_end_is_told(fake: Any) -> None:
    fake.tell(plat_prod={"events": [read(BUDGET, "total")]})
    seen = drift_of_stacks(["plat-prod"], fake.pulumi, 1, lambda _: None)
    assert seen.differences == (Difference(Severity.HIGH, "Stack", "plat-prod", "unfinished"),)
