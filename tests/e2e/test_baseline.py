"""The baseline of every account, read back from AWS, and what changes of it plan."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from tests.e2e.organization import Organization

pytestmark = pytest.mark.e2e

REGIONS = ("us-east-1", "eu-west-1")
DEV = "config/orgs/acme/plat/dev/global-region.yaml"
PROD = "config/orgs/acme/plat/prod/global-region.yaml"
PASSWORDS = {
    "MinimumPasswordLength": 14,
    "MaxPasswordAge": 90,
    "PasswordReusePrevention": 24,
    "AllowUsersToChangePassword": True,
    "ExpirePasswords": True,
    "HardExpiry": False,
    "RequireLowercaseCharacters": True,
    "RequireUppercaseCharacters": True,
    "RequireNumbers": True,
    "RequireSymbols": True,
}
METADATA = {
    "HttpTokens": "required",
    "HttpEndpoint": "enabled",
    "HttpPutResponseHopLimit": 1,
    "InstanceMetadataTags": "enabled",
}


def _idle_minutes(ssm: Any) -> str:
    """Minutes after which an idle session ends, as Session Manager reads them."""
    document = json.loads(ssm.get_document(Name="SSM-SessionManagerRunShell")["Content"])
    return str(document["inputs"]["idleSessionTimeout"])


@pytest.fixture(scope="module")
def accounts(organization: Organization) -> dict[str, str | None]:
    """Every account and its id; None for the management account, which is read with the caller's own credentials."""
    exported = organization.output("core-root-map")["account-map-gbl"]["full_account_map"]
    return {name: None if name == "core-root" else account for name, account in exported.items()}


@pytest.fixture(scope="module")
def ids(organization: Organization) -> dict[str, str]:
    exported: dict[str, str] = organization.output("core-root-map")["account-map-gbl"]["full_account_map"]
    return exported


def test_passwords_are_as_the_benchmark_asks(organization: Organization, accounts: dict[str, str | None]) -> None:
    for name, account in accounts.items():
        policy = organization.client("iam", account).get_account_password_policy()["PasswordPolicy"]
        assert policy == PASSWORDS, name


@pytest.mark.parametrize("region", REGIONS)
def test_every_region_has_its_defaults(
    organization: Organization, accounts: dict[str, str | None], region: str
) -> None:
    for name, account in accounts.items():
        ec2 = organization.client("ec2", account, region)
        metadata = ec2.get_instance_metadata_defaults()["AccountLevel"]
        emr = organization.client("emr", account, region).get_block_public_access_configuration()
        analyzers = organization.client("accessanalyzer", account, region).list_analyzers()["analyzers"]
        ssm = organization.client("ssm", account, region)
        assert {
            "encryption": ec2.get_ebs_encryption_by_default()["EbsEncryptionByDefault"],
            "snapshots": ec2.get_snapshot_block_public_access_state()["State"],
            "images": ec2.get_image_block_public_access_state()["ImageBlockPublicAccessState"],
            "console": ec2.get_serial_console_access_status()["SerialConsoleAccessEnabled"],
            "metadata": {key: metadata[key] for key in METADATA},
            "emr": emr["BlockPublicAccessConfiguration"],
            "analyzers": [(one["name"], one["type"], one["status"]) for one in analyzers],
            "sessions": _idle_minutes(ssm),
        } == {
            "encryption": True,
            "snapshots": "block-all-sharing",
            "images": "block-new-sharing",
            "console": name == "plat-sandbox",
            "metadata": METADATA | ({"HttpPutResponseHopLimit": 2} if name == "plat-sandbox" else {}),
            "emr": {"BlockPublicSecurityGroupRules": True, "PermittedPublicSecurityGroupRuleRanges": []},
            "analyzers": [(f"acme-{name}-access", "ACCOUNT", "ACTIVE")],
            "sessions": "60" if name == "plat-sandbox" else "20",
        }, name


def test_every_account_has_its_contacts(organization: Organization, accounts: dict[str, str | None]) -> None:
    expected = {"BILLING": "aws-contacts@", "OPERATIONS": "aws-contacts@", "SECURITY": "security@"}
    for name, account in accounts.items():
        client = organization.client("account", account)
        found = {kind: client.get_alternate_contact(AlternateContactType=kind)["AlternateContact"] for kind in expected}
        assert {kind: one["EmailAddress"] for kind, one in found.items()} == {
            kind: f"{local}acme.example" for kind, local in expected.items()
        }, name


def test_every_account_has_its_budgets(
    organization: Organization, accounts: dict[str, str | None], ids: dict[str, str]
) -> None:
    limits = {"plat-prod": 20_000.0, "plat-sandbox": 100.0}
    for name, account in accounts.items():
        client = organization.client("budgets", account)
        found = {
            one["BudgetName"]: (one["TimeUnit"], float(one["BudgetLimit"]["Amount"]))
            for one in client.describe_budgets(AccountId=ids[name])["Budgets"]
        }
        expected = {f"acme-{name}-total": ("MONTHLY", limits.get(name, 500.0))}
        if name == "plat-sandbox":
            expected[f"acme-{name}-daily"] = ("DAILY", 10.0)
        if name == "core-root":
            expected = {"acme-core-root-organization": ("MONTHLY", 50_000.0)}
        assert found == expected, name
        for budget in expected:
            asked = {"AccountId": ids[name], "BudgetName": budget}
            notifications = client.describe_notifications_for_budget(**asked)["Notifications"]
            assert len(notifications) == (0 if budget.endswith("daily") else 2), budget


def test_the_organizations_budget_is_heard_by_a_topic_with_a_key(
    organization: Organization, ids: dict[str, str]
) -> None:
    topic = organization.output("core-root")["budget-gbl"]["sns_topic_arn"]
    attributes = organization.client("sns").get_topic_attributes(TopicArn=topic)["Attributes"]
    key = organization.client("kms").describe_key(KeyId=attributes["KmsMasterKeyId"])["KeyMetadata"]
    assert (key["Enabled"], key["KeyManager"]) == (True, "CUSTOMER")
    assert f'"aws:SourceAccount":"{ids["core-root"]}"' in attributes["Policy"].replace(" ", "")


def test_quotas_are_asked_for_by_a_role_that_may_do_nothing_else(
    organization: Organization, ids: dict[str, str]
) -> None:
    prod = ids["plat-prod"]
    asked = {
        (one["ServiceCode"], one["QuotaCode"], region): (one["DesiredValue"], one["Requester"])
        for region in REGIONS
        for one in organization.client("service-quotas", prod, region).list_requested_service_quota_change_history()[
            "RequestedQuotas"
        ]
    }
    assert {quota: value for quota, (value, _) in asked.items()} == {
        ("vpc", "L-F678F1CE", "us-east-1"): 20.0,
        ("vpc", "L-F678F1CE", "eu-west-1"): 20.0,
        ("ec2", "L-0263D0A3", "us-east-1"): 8.0,
        ("lambda", "L-B99A9384", "us-east-1"): 1500.0,
        ("iam", "L-FE177D64", "us-east-1"): 2000.0,
    }
    assert all("assumed-role/RootstockQuotas" in requester for _, requester in asked.values())


def test_a_request_opened_elsewhere_is_reported_and_not_asked_again(
    organization: Organization, ids: dict[str, str]
) -> None:
    client = organization.client("service-quotas", ids["plat-prod"])
    client.request_service_quota_increase(ServiceCode="s3", QuotaCode="L-DC2B2D3D", DesiredValue=500_000)
    added = "          buckets: {service_code: s3, quota_code: L-DC2B2D3D, value: 15000}\n"
    with organization.edited(PROD, ("        quotas:\n", "        quotas:\n" + added)):
        preview = organization.pulumi("preview", "--stack", "plat-prod-quotas", "--non-interactive")
    printed = preview.stdout + preview.stderr
    if "is open already" in printed:  # the simulated AWS decides soon
        assert "RS316 warning" in printed
        assert "ServiceQuota account-quotas-gbl-buckets" not in printed


def test_a_quota_that_was_granted_is_no_drift(organization: Organization, ids: dict[str, str]) -> None:
    client = organization.client("service-quotas", ids["plat-prod"])
    until = time.monotonic() + 30
    while client.get_service_quota(ServiceCode="vpc", QuotaCode="L-F678F1CE")["Quota"]["Value"] != 20:
        assert time.monotonic() < until
        time.sleep(0.5)
    assert organization.changes("plat-prod-quotas") == {}


CHANGES = """
components:
  pulumi:
    account-settings:
      vars:
        minimum_password_length: 20
        maximum_password_age: null
        s3_block_public_policy: false
        ebs_default_encryption_enabled: false
        ebs_snapshot_block_public_access_state: block-new-sharing
        ec2_instance_metadata_http_put_response_hop_limit: 2
        ec2_image_block_public_access_state: unblocked
        ec2_serial_console_access_enabled: true
        billing_contact: {title: Chief financial officer}
        budgets: {total: {limit_amount: 700}}
"""
REPLACING = """
components:
  pulumi:
    account-settings:
      vars:
        account_alias: acme-dev
        access_analyzer_name: other
        emr_permitted_public_security_group_rule_ranges: [{min_range: 22, max_range: 22}]
"""


def _append(organization: Organization, text: str) -> Any:
    before = (organization.checkout / DEV).read_text()
    return organization.edited(DEV, (before, before + text))


def test_changed_settings_are_updated_in_place_and_read_back(organization: Organization, ids: dict[str, str]) -> None:
    dev = ids["plat-dev"]
    # Once for the account: passwords, S3, contact, budget; in each of two regions: five settings.
    with _append(organization, CHANGES):
        assert organization.changes("plat-dev") == {"update": 4 + 2 * 5}
        assert organization.changes("plat-dev", "up", "--yes", "--skip-preview") == {"updated": 14}
        assert organization.changes("plat-dev") == {}
        ec2 = organization.client("ec2", dev, "eu-west-1")
        policy = organization.client("iam", dev).get_account_password_policy()["PasswordPolicy"]
        assert (policy["MinimumPasswordLength"], policy["ExpirePasswords"]) == (20, False)
        assert ec2.get_ebs_encryption_by_default()["EbsEncryptionByDefault"] is False
        assert ec2.get_snapshot_block_public_access_state()["State"] == "block-new-sharing"
        assert ec2.get_image_block_public_access_state()["ImageBlockPublicAccessState"] == "unblocked"
        assert ec2.get_serial_console_access_status()["SerialConsoleAccessEnabled"] is True
        assert ec2.get_instance_metadata_defaults()["AccountLevel"]["HttpPutResponseHopLimit"] == 2
    assert organization.changes("plat-dev", "up", "--yes", "--skip-preview") == {"updated": 14}
    assert ec2.get_ebs_encryption_by_default()["EbsEncryptionByDefault"] is True


def test_what_the_provider_can_only_replace_ends_as_asked(organization: Organization, ids: dict[str, str]) -> None:
    dev = ids["plat-dev"]
    with _append(organization, REPLACING):
        assert organization.changes("plat-dev", "up", "--yes", "--skip-preview") == {"replaced": 5}
        assert organization.client("iam", dev).list_account_aliases()["AccountAliases"] == ["acme-dev"]
        block = organization.client("emr", dev, "eu-west-1").get_block_public_access_configuration()
        ranges = block["BlockPublicAccessConfiguration"]["PermittedPublicSecurityGroupRuleRanges"]
        assert ranges == [{"MinRange": 22, "MaxRange": 22}]
    assert organization.changes("plat-dev", "up", "--yes", "--skip-preview") == {"replaced": 5}
    assert organization.client("iam", dev).list_account_aliases()["AccountAliases"] == ["acme-plat-dev"]
    assert organization.changes("plat-dev") == {}


def test_a_region_that_is_taken_away_stays_encrypted(organization: Organization, ids: dict[str, str]) -> None:
    with organization.edited("config/orgs/acme/_defaults.yaml", ("[us-east-1, eu-west-1]", "[us-east-1]")):
        organization.pulumi("up", "--stack", "plat-staging", "--yes", "--skip-preview")
        ec2 = organization.client("ec2", ids["plat-staging"], "eu-west-1")
        assert ec2.get_ebs_encryption_by_default()["EbsEncryptionByDefault"] is True
    organization.pulumi("up", "--stack", "plat-staging", "--yes", "--skip-preview")
    assert organization.changes("plat-staging") == {}
