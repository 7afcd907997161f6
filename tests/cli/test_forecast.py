"""What a deployment would do, as a person reads it before typing yes."""

from __future__ import annotations

from cli.forecast import as_data, lines
from cli.terminal import Look, Paint
from operate.deploy import Report
from operate.events import Phase, Step
from operate.forecast import Forecast
from operate.news import Outcome, StackResult
from operate.pulumi import Operation
from operate.urn import Urn

LOOK = Look(Paint(active=False), unicode=True, width=100)


def step(op: str, kind: str, name: str, protected: bool = False, because: tuple[str, ...] = ()) -> Step:
    return Step(Phase.DONE, op, Urn("core-root", "rootstock", (kind,), name), protected, because)


FORECAST = Forecast(
    Report(
        Operation.PREVIEW,
        (
            StackResult(
                "core-root",
                Outcome.SUCCEEDED,
                changes={"create": 1, "replace": 1, "delete": 1, "same": 40},
                steps=(
                    step("create", "aws:organizations/account:Account", "account-gbl-plat-qa"),
                    step("replace", "aws:s3/bucket:Bucket", "logs", protected=True, because=("bucket",)),
                    step("delete", "aws:organizations/policyAttachment:PolicyAttachment", "root/Deny"),
                    step("delete", "pulumi:providers:aws", "plat-old"),
                ),
                exports_changed=True,
            ),
            StackResult("core-root-map", Outcome.SUCCEEDED, changes={"same": 4}),
            StackResult("plat-dev", Outcome.FAILED, cause="no such role"),
            StackResult("plat-qa", Outcome.WAITING, cause="after core-root"),
            StackResult("plat-qa-quotas", Outcome.WAITING, cause="after core-root"),
        ),
        3.0,
    )
)


def test_it_reads_from_the_whole_to_what_is_dangerous() -> None:
    assert lines(FORECAST, LOOK) == [
        "  core-root  1 to create, 1 to replace, 1 to delete, exports change",
        "",
        "By kind of resource:",
        "  Account           1 to create",
        "  Bucket            1 to replace",
        "  PolicyAttachment  1 to delete",
        "",
        "2 resources would be replaced or deleted:",
        "  delete PolicyAttachment root/Deny in core-root",
        "  replace Bucket logs in core-root because of bucket  — protected: not done",
        "",
        "  plat-qa, plat-qa-quotas: after core-root",
        "",
        "plat-dev cannot be brought up:",
        "  no such role",
        "",
        "1 stack without change.",
    ]


def test_the_same_as_data() -> None:
    bucket = {"stack": "core-root", "op": "replace", "type": "aws:s3/bucket:Bucket", "name": "logs"}
    data = as_data(FORECAST)
    assert data["forbidden"] is True
    assert data["kinds"] == {
        "Account": {"create": 1},
        "Bucket": {"replace": 1},
        "PolicyAttachment": {"delete": 1},
    }
    assert {**bucket, "replaced": True, "forbidden": True} in data["removals"]
    assert data["waiting"] == {"plat-qa": "after core-root", "plat-qa-quotas": "after core-root"}
    assert data["failed"] == {"plat-dev": "no such role"}
