"""An organization is set up from nothing: killed on the way, short of accounts, and with access by role at the end."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from benchmarks.bootstrapped import BUCKET, CHECKOUT, STACKS, STATE_STACK, Small, write_configuration

pytestmark = pytest.mark.e2e
SECRET = "correct horse battery staple"
TEAM = {"write_enabled": True, "stacks": ["plat-dev"], "read_stacks": ["core-root-map"], "denied_stacks": ["core-root"]}


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    """A sandbox where policies count and AWS allows two accounts; nothing was done in it."""
    small = Small(tmp_path_factory.mktemp("small"))
    try:
        small.start("--enforce", "--account-limit", "2")
        yield small
    finally:
        small.stop()


@pytest.fixture(scope="module")
def declined(untouched: Small) -> tuple[int, str]:
    """What a terminal shows to somebody who reads the steps and does not want them."""
    code, shown = untouched.asked("y")
    assert untouched.client("s3").list_buckets()["Buckets"] == []
    return code, shown


@pytest.fixture(scope="module")
def small(untouched: Small, declined: tuple[int, str]) -> Small:
    """The same sandbox; bootstrap was killed in it three times."""
    untouched.killed("create", steps_done=4)
    untouched.killed("move")
    untouched.hide_a_secret(SECRET)
    untouched.killed("stacks")
    return untouched


@pytest.fixture(scope="module")
def limited(small: Small) -> subprocess.CompletedProcess[str]:
    """The run that meets AWS's limit of accounts."""
    return small.bootstrap("--yes")


@pytest.fixture(scope="module")
def done(small: Small, limited: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    """What the last run tells a machine, after AWS was asked for what the run before said."""
    (command,) = re.findall(r"^  (aws service-quotas .+)$", limited.stderr, re.MULTILINE)
    words = shlex.split(command)
    given = dict(zip(words[3::2], words[4::2], strict=True))
    asked = small.client("service-quotas").request_service_quota_increase(
        ServiceCode=given["--service-code"],
        QuotaCode=given["--quota-code"],
        DesiredValue=float(given["--desired-value"]),
    )
    request = {"RequestId": asked["RequestedQuota"]["Id"]}
    quotas = small.client("service-quotas")
    small.until(lambda: quotas.get_requested_service_quota_change(**request)["RequestedQuota"]["Status"] == "APPROVED")
    answer = small.bootstrap("--yes", "--format", "json")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return [json.loads(line) for line in answer.stdout.splitlines()]


def test_at_a_terminal_it_asks_first_and_only_yes_means_yes(declined: tuple[int, str]) -> None:
    code, shown = declined
    assert code == 1
    assert re.search(r"7\. +bring up everything else: a preview first", shown)
    assert "This is done in the sandbox. Type 'yes' to go on: y" in shown
    assert shown.rstrip().endswith("Nothing was done.")


def test_short_of_accounts_it_says_what_to_ask_for_and_how_to_go_on(
    limited: subprocess.CompletedProcess[str],
) -> None:
    assert limited.returncode == 1
    assert "Traceback" not in limited.stdout + limited.stderr
    assert "AWS allows 2 accounts in this organization, and the configuration makes 3." in limited.stderr
    assert limited.stderr.rstrip().endswith("./rootstock bootstrap --yes")


def test_killed_on_the_way_it_ends_as_if_it_had_not_been(small: Small, done: list[dict[str, Any]]) -> None:
    assert small.broken_promises(SECRET) == []
    assert SECRET in small.pulumi("stack", "export", "--stack", STATE_STACK, "--show-secrets").stdout
    (plan,) = [event for event in done if event["event"] == "plan"]
    assert [one["done"] for one in plan["steps"]] == [True] * 5 + [False] * 2
    assert done[-1]["event"] == "bootstrapped"
    assert done[-1]["organization_id"].startswith("o-")


def test_everything_is_in_the_bucket_and_nothing_is_left_to_do(small: Small, done: list[dict[str, Any]]) -> None:
    listed = json.loads(small.pulumi("stack", "ls", "--json").stdout)
    assert {one["name"]: one["resourceCount"] > 0 for one in listed} == dict.fromkeys(STACKS, True)
    preview = small.pulumi("preview", "--stack", STATE_STACK, "--expect-no-changes")
    assert preview.returncode == 0, preview.stdout + preview.stderr


def test_the_checkout_is_as_it_was(small: Small, done: list[dict[str, Any]]) -> None:
    files = ["git", "ls-files", "--others", "--modified", "--", "Pulumi.yaml", "Pulumi.*.yaml"]
    assert subprocess.run(files, cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout == ""


def test_a_lock_in_the_bucket_names_its_owner_and_is_taken_away_by_cancel(
    small: Small, done: list[dict[str, Any]]
) -> None:
    lock = {"pid": 42, "username": "ci", "hostname": "build", "timestamp": "2026-11-24T19:51:28Z"}
    folder = ".pulumi/locks/organization/rootstock/plat-dev"
    bucket = small.client("s3")
    bucket.put_object(Bucket=BUCKET, Key=f"{folder}/left-behind.json", Body=json.dumps(lock))
    refused = small.pulumi("up", "--stack", "plat-dev", "--yes", "--skip-preview")
    assert refused.returncode != 0
    assert "created by ci@build (pid 42) at 2026-11-24T19:51:28Z" in refused.stdout + refused.stderr
    assert small.pulumi("cancel", "--stack", "plat-dev", "--yes").returncode == 0
    assert "Contents" not in bucket.list_objects_v2(Bucket=BUCKET, Prefix=folder)


@pytest.mark.parametrize("stack", ["plat-dev", STATE_STACK])
def test_a_lost_state_is_put_back_from_its_versions_in_the_bucket(
    small: Small, done: list[dict[str, Any]], stack: str
) -> None:
    bucket = small.client("s3")
    state = {"Bucket": BUCKET, "Key": f".pulumi/stacks/rootstock/{stack}.json"}
    bucket.delete_object(**state)
    assert small.pulumi("stack", "export", "--stack", stack).returncode != 0
    if stack == STATE_STACK:
        assert "Is that state lost? See docs/runbooks/restore-a-lost-state.md" in small.bootstrap("--dry-run").stderr
    versions = bucket.list_object_versions(Bucket=BUCKET, Prefix=state["Key"])["Versions"]
    last = max((one for one in versions if one["Key"] == state["Key"]), key=lambda one: one["LastModified"])
    bucket.copy_object(**state, CopySource={**state, "VersionId": last["VersionId"]})
    preview = small.pulumi("preview", "--stack", stack, "--expect-no-changes")
    assert preview.returncode == 0, preview.stdout + preview.stderr


def test_what_exists_already_is_taken_over_by_hand(small: Small, done: list[dict[str, Any]]) -> None:
    component = "urn:pulumi:plat-dev::rootstock::rootstock:components:AccountSettings"
    kind, name = "aws:accessanalyzer/analyzer:Analyzer", "account-settings-gbl-access-analyzer-us-east-1"
    urn, in_plat_dev = f"{component}${kind}::{name}", ("--stack", "plat-dev")
    assert small.pulumi("state", "delete", urn, *in_plat_dev, "--target-dependents", "--force").returncode == 0
    refused = small.typed("deploy", "plat-dev", "--yes")
    assert refused.returncode == 1
    assert "docs/runbooks/repair-a-broken-run.md says how, under `by hand`" in " ".join(refused.stdout.split())
    parents = ("--parent", f"parent={component}::account-settings-gbl")
    provider = ("--provider", "provider=urn:pulumi:plat-dev::rootstock::pulumi:providers:aws::plat-dev")
    options = ("--yes", "--skip-preview", "--protect=false", "--generate-code=false")
    taken = small.pulumi("import", kind, name, "small-plat-dev-access", *in_plat_dev, *parents, *provider, *options)
    assert taken.returncode == 0, taken.stdout + taken.stderr
    up = small.pulumi("up", *in_plat_dev, "--yes", "--skip-preview")
    assert up.returncode == 0, up.stdout + up.stderr
    assert small.pulumi("preview", *in_plat_dev, "--expect-no-changes").returncode == 0


def test_a_team_runs_its_account_with_the_map_and_cannot_read_the_organizations_state(
    small: Small, done: list[dict[str, Any]]
) -> None:
    write_configuration(small.config, organization_id=done[-1]["organization_id"], access_roles={"dev": TEAM})
    up = small.pulumi("up", "--stack", STATE_STACK, "--yes", "--skip-preview")
    assert up.returncode == 0, up.stdout + up.stderr
    team = credentials_of_the_team(small)
    preview = small.pulumi("preview", "--stack", "plat-dev", "--expect-no-changes", **team)
    assert preview.returncode == 0, preview.stdout + preview.stderr
    refused = small.pulumi("stack", "export", "--stack", "core-root", **team)
    assert refused.returncode != 0
    assert "StatusCode: 403" in refused.stderr
    assert small.pulumi("stack", "export", "--stack", "core-root-map", **team).returncode == 0


def credentials_of_the_team(small: Small) -> dict[str, str]:
    """Of a role that may what the access role may, and take the role in its account; nothing else."""
    iam = small.client("iam")
    role = "small-core-gbl-root-tfstate-dev"
    state = iam.get_role_policy(RoleName=role, PolicyName="state")["PolicyDocument"]
    account = next(
        one["Id"] for one in small.client("organizations").list_accounts()["Accounts"] if one["Name"] == "plat-dev"
    )
    into = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": "sts:AssumeRole",
                "Resource": f"arn:aws:iam::{account}:role/OrganizationAccountAccessRole",
            }
        ],
    }
    own = small.client("sts").get_caller_identity()["Account"]
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": f"arn:aws:iam::{own}:root"}}
        ],
    }
    made = iam.create_role(RoleName="team", AssumeRolePolicyDocument=json.dumps(trust))["Role"]
    for name, policy in (("state", state), ("into", into)):
        iam.put_role_policy(RoleName="team", PolicyName=name, PolicyDocument=json.dumps(policy))
    keys = small.client("sts").assume_role(RoleArn=made["Arn"], RoleSessionName="test")["Credentials"]
    return {
        "AWS_ACCESS_KEY_ID": keys["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": keys["SecretAccessKey"],
        "AWS_SESSION_TOKEN": keys["SessionToken"],
    }
