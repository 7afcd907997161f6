"""Machines deploy an account with roles of its own: taken by a token, a reading one and a changing one."""

from __future__ import annotations

import json
import subprocess
from base64 import urlsafe_b64encode
from collections.abc import Iterator

import boto3
import pytest
from botocore.exceptions import ClientError

from tests.e2e.organization import Organization, changes_in

pytestmark = pytest.mark.e2e

STACK = "core-auto"
PLAN, APPLY = (f"acme-core-gbl-auto-deploy-{purpose}" for purpose in ("plan", "apply"))
MANIFEST = "config/orgs/acme/core/auto/global-region.yaml"
PAIR = f"\nsettings:\n  assume_role: {{plan: {PLAN}, apply: {APPLY}}}\n"


@pytest.fixture(scope="module")
def machines(organization: Organization) -> Iterator[Organization]:
    """The example, in which the automation account is deployed with its own roles."""
    path = organization.checkout / MANIFEST
    before = path.read_text()
    path.write_text(before + PAIR)
    try:
        organization.typed("deploy", STACK, "--yes")
        yield organization
    finally:
        path.write_text(before)
        organization.typed("deploy", STACK, "--yes")


def _account(organization: Organization) -> str:
    accounts = organization.client("organizations").list_accounts(MaxResults=20)["Accounts"]
    return next(str(one["Id"]) for one in accounts if one["Name"] == STACK)


def _token(issuer: str, subject: str, audience: str) -> str:
    parts = ({"alg": "RS256"}, {"iss": f"https://{issuer}", "sub": subject, "aud": audience})
    return ".".join([*(urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts), "sig"])


def _deployment(operation: str, stack: str = STACK) -> str:
    subject = f"pulumi:deploy:org:acme:project:rootstock:stack:{stack}:operation:{operation}:scope:write"
    return _token("api.pulumi.com/oidc", subject, "acme")


def _workflow(subject: str) -> str:
    return _token("token.actions.githubusercontent.com", subject, "sts.amazonaws.com")


def _taken(organization: Organization, role: str, token: str) -> dict[str, str] | None:
    """The credentials that AWS gives the bearer of a token; None where it refuses."""
    endpoint = organization.environment["AWS_ENDPOINT_URL"]
    sts = boto3.client(
        "sts", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x"
    )
    arn = f"arn:aws:iam::{_account(organization)}:role/{role}"
    try:
        answer = sts.assume_role_with_web_identity(RoleArn=arn, RoleSessionName="test", WebIdentityToken=token)
    except ClientError as error:
        assert error.response["Error"]["Code"] == "AccessDenied"
        return None
    keys = answer["Credentials"]
    return {
        "AWS_ACCESS_KEY_ID": keys["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": keys["SecretAccessKey"],
        "AWS_SESSION_TOKEN": keys["SessionToken"],
    }


def _pulumi(
    organization: Organization, credentials: dict[str, str], *arguments: str
) -> subprocess.CompletedProcess[str]:
    environment = {**organization.environment, **credentials}
    command = ["pulumi", *arguments, "--stack", STACK, "--non-interactive", "--color", "never"]
    return subprocess.run(
        command, cwd=organization.checkout, env=environment, capture_output=True, text=True, check=False, timeout=600
    )


def test_tokens_open_the_roles_that_they_are_meant_for(organization: Organization) -> None:
    opened = lambda role, token: _taken(organization, role, token) is not None  # noqa: E731
    main, pull_request = (f"repo:acme/infrastructure:{end}" for end in ("ref:refs/heads/main", "pull_request"))
    assert opened(PLAN, _deployment("preview"))
    assert opened(APPLY, _deployment("update"))
    assert opened(APPLY, _workflow(main))
    assert opened(PLAN, _workflow(pull_request))
    assert not opened(APPLY, _deployment("preview"))
    assert not opened(APPLY, _deployment("update", "core-root"))
    assert not opened(PLAN, _deployment("preview", "plat-dev"))
    assert not opened(APPLY, _workflow(pull_request))
    assert not opened(APPLY, _workflow("repo:acme/infrastructure:ref:refs/heads/feature"))
    assert not opened(APPLY, _workflow("repo:acme/other:ref:refs/heads/main"))


def test_other_roles_show_no_change_in_a_preview(machines: Organization) -> None:
    for role, token in ((PLAN, _deployment("preview")), (APPLY, _deployment("update"))):
        credentials = _taken(machines, role, token)
        assert credentials
        done = _pulumi(machines, credentials, "preview", "--expect-no-changes")
        assert done.returncode == 0, done.stdout + done.stderr
        assert changes_in(done.stdout) == {}


def test_a_refresh_reads_with_the_plan_role(machines: Organization) -> None:
    credentials = _taken(machines, PLAN, _deployment("detect-drift"))
    assert credentials
    done = _pulumi(machines, credentials, "refresh", "--preview-only", "--expect-no-changes")
    assert done.returncode == 0, done.stdout + done.stderr


def test_credentials_of_another_account_are_told_what_to_take(machines: Organization) -> None:
    done = _pulumi(machines, {}, "preview")
    assert done.returncode != 0
    told = done.stdout + done.stderr
    assert f"stack '{STACK}' runs with a role of account {_account(machines)} taken beforehand" in told
    assert f"take '{PLAN}' for a preview, '{APPLY}' for an update" in told
    assert "Traceback" not in told


def test_a_preview_waits_for_the_stack_that_makes_the_roles(machines: Organization) -> None:
    with machines.edited(MANIFEST, (PLAN, "no-such-role")):
        printed = machines.typed("deploy", STACK, "--preview").stdout
    assert f"after {STACK}-access" in printed
