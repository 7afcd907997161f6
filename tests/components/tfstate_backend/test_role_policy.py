"""Which state an access role reaches: its policy, evaluated."""

from __future__ import annotations

import json
from typing import Any

import pytest

from components.tfstate_backend.access import AccessRole
from components.tfstate_backend.role_policy import Backend, role_policy
from org.policy.evaluate import Request, evaluate
from tests.policy_linter import lint

BUCKET = "arn:aws:s3:::acme-tfstate"
KEY = "arn:aws:kms:us-east-1:111111111111:key/1"
TABLE = "arn:aws:dynamodb:us-east-1:111111111111:table/acme-tfstate-lock"
BACKEND = Backend(BUCKET, "rootstock", KEY, f"{KEY}1", TABLE)
STATE = ".pulumi/stacks/rootstock/{}.json"
LOCK = ".pulumi/locks/organization/rootstock/{}/0b1c.json"


def _may(role: dict[str, Any], action: str, key: str) -> bool:
    policy = json.loads(role_policy(AccessRole.model_validate(role), BACKEND))
    return evaluate([policy["Statement"]], Request(action, f"{BUCKET}/{key}")).allowed


def test_a_reader_reads_and_locks_and_changes_nothing() -> None:
    assert _may({}, "s3:GetObject", STATE.format("plat-dev"))
    assert _may({}, "s3:PutObject", LOCK.format("plat-dev"))
    assert _may({}, "s3:DeleteObject", LOCK.format("plat-dev"))
    assert not _may({}, "s3:PutObject", STATE.format("plat-dev"))
    assert not _may({}, "s3:PutObject", ".pulumi/meta.yaml")


def test_a_writer_changes_state() -> None:
    assert _may({"write_enabled": True}, "s3:PutObject", STATE.format("plat-dev"))
    assert _may({"write_enabled": True}, "s3:DeleteObject", STATE.format("plat-dev") + ".bak")


@pytest.mark.parametrize("key", [STATE, ".pulumi/history/rootstock/{}/x.json", ".pulumi/backups/rootstock/{}/x.json"])
def test_stacks_are_named_one_by_one(key: str) -> None:
    role = {"stacks": ["core-root-map"]}
    assert _may(role, "s3:GetObject", key.format("core-root-map"))
    assert not _may(role, "s3:GetObject", key.format("core-root"))


def test_denied_stacks_are_out_of_reach_and_their_slices_are_not() -> None:
    role = {"write_enabled": True, "denied_stacks": ["core-root"]}
    assert not _may(role, "s3:GetObject", STATE.format("core-root"))
    assert not _may(role, "s3:PutObject", STATE.format("core-root"))
    assert _may(role, "s3:GetObject", STATE.format("core-root-map"))


def test_terraforms_state_is_reached_by_prefix_and_locked_by_readers() -> None:
    role = {"stacks": ["none"], "key_prefixes": ["vpc/"]}
    assert _may(role, "s3:GetObject", "vpc/plat-ue1-dev/terraform.tfstate")
    assert _may(role, "s3:PutObject", "vpc/plat-ue1-dev/terraform.tfstate.tflock")
    assert not _may(role, "s3:PutObject", "vpc/plat-ue1-dev/terraform.tfstate")
    assert not _may(role, "s3:GetObject", "eks/plat-ue1-dev/terraform.tfstate")


def test_a_linter_for_iam_policies_finds_nothing() -> None:
    role = AccessRole(write_enabled=True, denied_stacks=["core-root"], key_prefixes=["vpc/"])
    policy = {"PolicyDocument": json.loads(role_policy(role, BACKEND)), "ManagedPolicyName": "state"}
    assert lint({"Policy": {"Type": "AWS::IAM::ManagedPolicy", "Properties": policy}}) == []


def test_stacks_that_are_only_read_are_not_changed() -> None:
    role = {"write_enabled": True, "stacks": ["plat-dev"], "read_stacks": ["core-root-map"]}
    assert _may(role, "s3:PutObject", STATE.format("plat-dev"))
    assert _may(role, "s3:GetObject", STATE.format("core-root-map"))
    assert not _may(role, "s3:PutObject", STATE.format("core-root-map"))
    assert not _may(role, "s3:GetObject", STATE.format("core-root"))
