"""The end of a deployment, as text and as data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cli.ending import text
from cli.terminal import Look, Paint
from operate.deploy import Report
from operate.news import Outcome, StackResult
from operate.pulumi import Operation
from operate.summary import as_data

LOOK = Look(Paint(active=False), unicode=True, width=80)
NEXT = (("./rootstock sandbox shell", "a shell in it"), ("./rootstock sandbox down", "ends it"))
IDS = {"core-root": "111111111111", "plat-prod": "222222222222"}
ACCOUNTS = {
    "core-root": {"id": IDS["core-root"], "tenant": "core", "stage": "root", "ou": None},
    "plat-prod": {"id": IDS["plat-prod"], "tenant": "plat", "stage": "prod", "ou": "plat"},
}
ACCOUNT: dict[str, Any] = {
    "version": 1,
    "organization_id": "o-abc",
    "organization_arn": "arn:o",
    "organization_root_id": "r-1",
    "root_account_name": "core-root",
    "root_account_id": IDS["core-root"],
    "accounts": {name: {**account, "arn": "arn:a"} for name, account in ACCOUNTS.items()},
    "organizational_units": {"plat": {"id": "ou-1", "arn": "arn:ou"}},
    "policies": {
        "DenyRoot": {"id": "p-1", "arn": "arn:p", "type": "SERVICE_CONTROL_POLICY", "targets": ["root", "ou/plat"]},
        "DenyLeaving": {"id": "p-2", "arn": "arn:p", "type": "SERVICE_CONTROL_POLICY", "targets": ["root"]},
        "DenyS3": {"id": "p-3", "arn": "arn:p", "type": "SERVICE_CONTROL_POLICY", "targets": ["account/plat-prod"]},
    },
}
MAP: dict[str, Any] = {
    "version": 1,
    "organization_id": "o-abc",
    "organization_root_id": "r-1",
    "root_account_id": IDS["core-root"],
    "special_accounts": {"root": "core-root"},
    "full_account_map": IDS,
    "account_info_map": ACCOUNTS,
    "organizational_units": {"plat": "ou-1"},
    "iam_role_arn_templates": {},
    "organization_role_arns": {},
}
ROOT = StackResult("core-root", Outcome.SUCCEEDED, 12.0, {"create": 5}, {"account-gbl": ACCOUNT})
THE_MAP = StackResult("core-root-map", Outcome.SUCCEEDED, 2.0, {"create": 3}, {"account-map-gbl": MAP})
PROD = StackResult("plat-prod", Outcome.SUCCEEDED, 3.21, {"create": 2, "update": 1})
FAILED = StackResult("plat-prod", Outcome.FAILED, 3.21, {}, {}, f"Bucket logs: {'no ' * 30}".strip(), Path("/l/p.log"))


def shown(*results: StackResult, interrupted: bool = False) -> str:
    """The text of a report."""
    report = Report(Operation.UP, results, 17.5, interrupted)
    return "\n".join(text(report, "./rootstock sandbox up", NEXT, LOOK))


def test_a_good_end() -> None:
    assert (
        shown(ROOT, THE_MAP, PROD)
        == """
Organization o-abc: 2 accounts, 1 organizational unit

  ACCOUNT    ID            OU      STACKS
  core-root  111111111111  (root)  12 s, map 2.0 s
  plat-prod  222222222222  plat    3.2 s

  POLICIES ON
  root               DenyLeaving, DenyRoot
  ou/plat            DenyRoot
  account/plat-prod  DenyS3

Done: 3 stacks in 18 s, 10 created, 1 updated.

Try next:
  ./rootstock sandbox shell  a shell in it
  ./rootstock sandbox down   ends it"""
    )


def test_a_failure() -> None:
    later = StackResult("plat-dev", Outcome.SKIPPED, cause="not started, because plat-prod did not get done")
    assert (
        shown(FAILED, later)
        == """
plat-prod failed:
  Bucket logs: no no no no no no no no no no no no no no no no no no no no no no
  no no no no no no no no
  log: /l/p.log

Not started, because plat-prod did not get done:
  plat-dev

Not done: 0 of 2 stacks done, 1 failed, 1 not started (18 s).

To carry on (what is done stays done):
  ./rootstock sandbox up"""
    )


def test_failures_with_the_same_cause_stand_together() -> None:
    results = [
        StackResult(stack, Outcome.FAILED, 1.0, cause="no network", log=Path("/l", stack)) for stack in ("a-b", "a-c")
    ]
    assert shown(*results).splitlines()[1:4] == ["a-b, a-c failed:", "  no network", "  log: /l/a-b"]


def test_many_policies_hang_below_each_other() -> None:
    targets = {f"DenySomethingRatherLong{number}": {**ACCOUNT["policies"]["DenyS3"]} for number in range(3)}
    root = StackResult("core-root", Outcome.SUCCEEDED, 1.0, {}, {"account-gbl": {**ACCOUNT, "policies": targets}})
    lines = shown(root, THE_MAP).splitlines()
    assert lines[8:10] == [
        "  account/plat-prod  DenySomethingRatherLong0, DenySomethingRatherLong1,",
        "                     DenySomethingRatherLong2",
    ]


def test_nothing_to_do() -> None:
    assert (
        shown(StackResult("core-root", Outcome.SUCCEEDED, 1.0, {"same": 5})).splitlines()[1]
        == "Done: 1 stack in 18 s, no change."
    )


def test_as_data() -> None:
    assert as_data(Report(Operation.UP, (ROOT, THE_MAP, FAILED), 17.5)) == {
        "ok": False,
        "operation": "up",
        "interrupted": False,
        "seconds": 17.5,
        "organization": {
            "id": "o-abc",
            "organizational_units": ["plat"],
            "accounts": [
                {"name": "core-root", "id": "111111111111", "ou": None},
                {"name": "plat-prod", "id": "222222222222", "ou": "plat"},
            ],
            "policies": [
                {"target": "root", "policies": ["DenyLeaving", "DenyRoot"]},
                {"target": "ou/plat", "policies": ["DenyRoot"]},
                {"target": "account/plat-prod", "policies": ["DenyS3"]},
            ],
        },
        "stacks": [
            {
                "stack": "core-root",
                "status": "succeeded",
                "seconds": 12.0,
                "changes": {"create": 5},
                "cause": None,
                "log": None,
            },
            {
                "stack": "core-root-map",
                "status": "succeeded",
                "seconds": 2.0,
                "changes": {"create": 3},
                "cause": None,
                "log": None,
            },
            {
                "stack": "plat-prod",
                "status": "failed",
                "seconds": 3.21,
                "changes": {},
                "cause": FAILED.cause,
                "log": "/l/p.log",
            },
        ],
    }
