"""Every policy of a bucket, key, topic or role in every account, read back from AWS: linted, and who it lets in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from parliament import analyze_policy_string

from tests.e2e.controls import Audited

pytestmark = pytest.mark.e2e

# Whom a service works for: without one of these it could be made to act for a stranger.
_ON_BEHALF = {"aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "kms:EncryptionContext:aws:logs:arn"}

# The linter has a list of large identity providers, and knows neither others nor their condition keys.
_ONLY_KNOWS_LARGE_ISSUERS = {"UNKNOWN_FEDERATION_SOURCE", "UNKNOWN_CONDITION_FOR_ACTION"}

_SUPPORT = "arn:aws:iam::aws:policy/AWSSupportAccess"
_NEWER_THAN_THE_LINTER = "Unknown prefix support-console"


@dataclass(frozen=True)
class Policy:
    """One policy: where it is, what it belongs to (its ARN), and its statements. ``kind`` is key, trust, bucket …"""

    account: str
    kind: str
    arn: str
    statements: tuple[dict[str, Any], ...]

    def __str__(self) -> str:
        return f"{self.account}: {self.kind} {self.arn}"

    @property
    def text(self) -> str:
        """The policy as a linter takes it: trusts and keys mean themselves, which it cannot know."""
        own = {"Resource": self.arn} if self.kind in ("trust", "key") else {}
        statements = [one | own for one in self.statements if not self._hands_to_the_account(one)]
        return json.dumps({"Version": "2012-10-17", "Statement": statements})

    @property
    def trusts_tokens(self) -> bool:
        """Whether it lets in whoever holds a token of an identity provider."""
        return any(one["Action"] == "sts:AssumeRoleWithWebIdentity" for one in self.statements)

    def _hands_to_the_account(self, statement: dict[str, Any]) -> bool:
        """AWS's own advice for keys: everything that the policies of the key's account allow."""
        return self.kind == "key" and statement["Action"] == "kms:*"


@pytest.fixture(scope="module")
def policies(audited: dict[str, Audited]) -> list[Policy]:
    return [policy for name, account in audited.items() for policy in _policies(name, account)]


def _policies(name: str, account: Audited) -> Iterator[Policy]:
    s3, iam = account.client("s3"), account.client("iam")
    for bucket in s3.list_buckets()["Buckets"]:
        yield _policy(
            name, "bucket", f"arn:aws:s3:::{bucket['Name']}", s3.get_bucket_policy(Bucket=bucket["Name"])["Policy"]
        )
    for role in iam.list_roles()["Roles"]:
        yield _policy(name, "trust", role["Arn"], role["AssumeRolePolicyDocument"])
        for inline in iam.list_role_policies(RoleName=role["RoleName"])["PolicyNames"]:
            found = iam.get_role_policy(RoleName=role["RoleName"], PolicyName=inline)
            yield _policy(name, "role", role["Arn"], found["PolicyDocument"])
    for region in account.regions:
        kms, sns = account.client("kms", region), account.client("sns", region)
        for key in kms.list_keys()["Keys"]:
            if kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"]["KeyManager"] == "CUSTOMER":
                found = kms.get_key_policy(KeyId=key["KeyId"], PolicyName="default")
                yield _policy(name, "key", key["KeyArn"], found["Policy"])
        for topic in sns.list_topics()["Topics"]:
            found = sns.get_topic_attributes(TopicArn=topic["TopicArn"])["Attributes"]
            yield _policy(name, "topic", topic["TopicArn"], found["Policy"])


def _policy(account: str, kind: str, arn: str, document: str | dict[str, Any]) -> Policy:
    known = json.loads(document) if isinstance(document, str) else document
    return Policy(account, kind, arn, tuple(known["Statement"]))


def test_there_are_policies_of_every_kind(policies: list[Policy]) -> None:
    assert {policy.kind for policy in policies} == {"bucket", "trust", "role", "key", "topic"}
    assert {policy.account for policy in policies if policy.kind == "trust"} >= {"core-root", "core-audit", "plat-prod"}


def test_a_linter_for_iam_policies_finds_nothing(policies: list[Policy]) -> None:
    found = {
        f"{policy}: {finding.issue} {finding.detail}"
        for policy in policies
        for finding in analyze_policy_string(policy.text).findings
        if not (policy.trusts_tokens and finding.issue in _ONLY_KNOWS_LARGE_ISSUERS)
    }
    assert found == set()


def test_the_support_role_of_each_account_talks_to_support_and_does_nothing_else(audited: dict[str, Audited]) -> None:
    """Its policy is AWS's own, which the linter reads as well."""
    for name, account in audited.items():
        iam = account.client("iam")
        (role,) = iam.list_entities_for_policy(PolicyArn=_SUPPORT, EntityFilter="Role")["PolicyRoles"]
        attached = iam.list_attached_role_policies(RoleName=role["RoleName"])["AttachedPolicies"]
        assert [one["PolicyArn"] for one in attached] == [_SUPPORT], name
        assert iam.list_role_policies(RoleName=role["RoleName"])["PolicyNames"] == [], name
        version = iam.get_policy(PolicyArn=_SUPPORT)["Policy"]["DefaultVersionId"]
        document = iam.get_policy_version(PolicyArn=_SUPPORT, VersionId=version)["PolicyVersion"]["Document"]
        found = {(one.issue, one.detail) for one in analyze_policy_string(json.dumps(document)).findings}
        assert found <= {("UNKNOWN_PREFIX", _NEWER_THAN_THE_LINTER)}, name
        actions = {action for statement in document["Statement"] for action in statement["Action"]}
        assert {action.partition(":")[0] for action in actions} == {"support", "support-console"}, name


def test_nobody_outside_the_organization_is_let_in(policies: list[Policy], audited: dict[str, Audited]) -> None:
    accounts = {account.account_id for account in audited.values()}
    open_ones = [
        f"{policy}: {statement}"
        for policy in policies
        for statement in policy.statements
        if statement["Effect"] == "Allow" and not _within(statement, accounts)
    ]
    assert open_ones == []


def _within(statement: dict[str, Any], accounts: set[str]) -> bool:
    """Whether whoever it names belongs to these accounts, or is a service that works for them."""
    if "Principal" not in statement:
        return True
    conditions = {key for keys in statement.get("Condition", {}).values() for key in keys}
    principal = statement["Principal"]
    if "Service" in principal:
        return bool(conditions & _ON_BEHALF)
    if "Federated" in principal:
        issuer = principal["Federated"].partition(":oidc-provider/")[2]
        ours = principal["Federated"].split(":")[4] in accounts
        return ours and {f"{issuer}:aud", f"{issuer}:sub"} <= conditions
    named = principal["AWS"] if isinstance(principal, dict) else principal
    if named == "*":
        return "aws:PrincipalOrgID" in conditions
    return all(one.split(":")[4] in accounts for one in ([named] if isinstance(named, str) else named))
