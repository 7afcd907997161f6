"""What ``account-settings`` registers: each part alone, then all of them in one account."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

REGIONS = ["us-east-1", "eu-west-1"]
KEY = "arn:aws:kms:{}:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab"
SOMEBODY = {"name": "Sam Ho", "title": "CFO", "email_address": "billing@acme.example", "phone_number": "+1 555 0100"}
Only = Callable[..., dict[str, Any]]


def test_nothing_is_registered_where_every_part_is_off(only: Only) -> None:
    assert only() == {}


def test_the_alias_is_the_labels_without_the_environment(only: Only) -> None:
    assert only(account_alias_enabled=True) == {
        "alias": ("aws:iam/accountAlias:AccountAlias", {"accountAlias": "acme-core-audit"})
    }


def test_an_alias_that_is_there_is_taken_over(registered: Callable[..., Any]) -> None:
    recording = registered(account_alias="acme-old", import_account_alias="acme-old")
    (alias,) = recording.of_type("aws:iam/accountAlias:AccountAlias").values()
    assert (alias.inputs["accountAlias"], alias.import_id) == ("acme-old", "acme-old")


def test_the_password_policy_says_all_nine_fields(only: Only) -> None:
    required = dict.fromkeys(
        ("requireLowercaseCharacters", "requireUppercaseCharacters", "requireNumbers", "requireSymbols"), True
    )
    assert only(password_policy_enabled=True) == {
        "password-policy": (
            "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
            {
                "minimumPasswordLength": 14,
                "maxPasswordAge": 90,
                "passwordReusePrevention": 24,
                "allowUsersToChangePassword": True,
                "hardExpiry": False,
                **required,
            },
        )
    }
    ((_, inputs),) = only(password_policy_enabled=True, maximum_password_age=None).values()
    assert inputs["maxPasswordAge"] == 0


def test_public_access_to_s3_is_blocked_for_the_account(only: Only) -> None:
    assert only(s3_block_public_access_enabled=True, s3_block_public_policy=False) == {
        "s3-public-access": (
            "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
            {
                "blockPublicAcls": True,
                "blockPublicPolicy": False,
                "ignorePublicAcls": True,
                "restrictPublicBuckets": True,
            },
        )
    }


def test_volumes_are_encrypted_in_every_region_each_with_its_key(only: Only) -> None:
    keys = {"eu-west-1": KEY.format("eu-west-1")}
    token, key_token = "aws:ebs/encryptionByDefault:EncryptionByDefault", "aws:ebs/defaultKmsKey:DefaultKmsKey"
    assert only(ebs_default_encryption_enabled=True, regions=REGIONS, ebs_default_kms_key_arns=keys) == {
        "ebs-encryption-us-east-1": (token, {"enabled": True, "region": "us-east-1"}),
        "ebs-encryption-eu-west-1": (token, {"enabled": True, "region": "eu-west-1"}),
        "ebs-key-eu-west-1": (key_token, {"keyArn": KEY.format("eu-west-1"), "region": "eu-west-1"}),
    }


def test_one_key_serves_the_region_that_it_is_in(only: Only) -> None:
    made = only(ebs_default_encryption_enabled=True, regions=REGIONS, ebs_default_kms_key_arn=KEY.format("us-east-1"))
    assert [name for name in made if name.startswith("ebs-key")] == ["ebs-key-us-east-1"]


def test_encryption_is_switched_off_where_it_says_so_and_never_by_a_delete(registered: Callable[..., Any]) -> None:
    recording = registered(ebs_default_encryption_enabled=False)
    (made,) = recording.of_type("aws:ebs/encryptionByDefault:EncryptionByDefault").values()
    assert (made.inputs["enabled"], made.retain_on_delete) == (False, True)


def test_snapshots_are_not_shared_publicly(only: Only) -> None:
    token = "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess"
    assert only(ebs_snapshot_block_public_access_enabled=True) == {
        "ebs-snapshot-block-us-east-1": (token, {"state": "block-all-sharing", "region": "us-east-1"})
    }
    # AWS takes `unblocked` only as the end of a block.
    state = {"ebs_snapshot_block_public_access_state": "unblocked"}
    assert only(ebs_snapshot_block_public_access_enabled=True, **state) == {}


def test_instances_get_version_two_of_the_metadata_service(only: Only) -> None:
    assert only(ec2_instance_metadata_defaults_enabled=True) == {
        "instance-metadata-us-east-1": (
            "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
            {
                "httpEndpoint": "enabled",
                "httpTokens": "required",
                "httpPutResponseHopLimit": 1,
                "instanceMetadataTags": "enabled",
                "region": "us-east-1",
            },
        )
    }


def test_images_serial_console_and_emr_have_their_own_switches(only: Only) -> None:
    assert only(
        ec2_image_block_public_access_enabled=True,
        ec2_serial_console_access_enabled=False,
        emr_block_public_access_enabled=True,
        emr_permitted_public_security_group_rule_ranges=[{"min_range": 22, "max_range": 22}],
    ) == {
        "image-block-us-east-1": (
            "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess",
            {"state": "block-new-sharing", "region": "us-east-1"},
        ),
        "serial-console-us-east-1": (
            "aws:ec2/serialConsoleAccess:SerialConsoleAccess",
            {"enabled": False, "region": "us-east-1"},
        ),
        "emr-block-us-east-1": (
            "aws:emr/blockPublicAccessConfiguration:BlockPublicAccessConfiguration",
            {
                "blockPublicSecurityGroupRules": True,
                "permittedPublicSecurityGroupRuleRanges": [{"minRange": 22, "maxRange": 22}],
                "region": "us-east-1",
            },
        ),
    }


def test_each_region_has_an_analyzer_of_a_name_that_stays(only: Only) -> None:
    made = only(access_analyzer_enabled=True, regions=REGIONS)
    assert {name: inputs["analyzerName"] for name, (_, inputs) in made.items()} == {
        "access-analyzer-us-east-1": "acme-core-audit-access",
        "access-analyzer-eu-west-1": "acme-core-audit-access",
    }


def test_the_preferences_of_session_manager_are_the_document_it_reads(only: Only) -> None:
    ((token, inputs),) = only(
        ssm_session_preferences_enabled=True, ssm_session_idle_timeout_minutes=30, ssm_session_max_duration_minutes=120
    ).values()
    assert (token, inputs["name"], inputs["documentType"]) == (
        "aws:ssm/document:Document",
        "SSM-SessionManagerRunShell",
        "Session",
    )
    session = json.loads(inputs["content"])["inputs"]
    assert (session["idleSessionTimeout"], session["maxSessionDuration"]) == ("30", "120")


def test_contacts_are_registered_and_their_addresses_not_exported(registered: Callable[..., Any]) -> None:
    recording = registered(billing_contact=SOMEBODY, security_contact=SOMEBODY)
    made = recording.of_type("aws:account/alternativeContact:AlternativeContact")
    assert {name: one.inputs["alternateContactType"] for name, one in made.items()} == {
        "account-settings-gbl-contact-billing": "BILLING",
        "account-settings-gbl-contact-security": "SECURITY",
    }
    assert recording.result["contacts_configured"] == ["billing", "security"]
    assert "@" not in str(recording.result)


def test_a_whole_baseline_stands_below_its_component_in_every_region(registered: Callable[..., Any]) -> None:
    recording = registered(regions=REGIONS)
    made = [one for one in recording.resources if one.type.startswith("aws:")]
    assert {one.parent for one in made} == {"account-settings-gbl"}
    assert {one.provider for one in made} == {"core-audit"}
    assert Counter(one.inputs.get("region", "") for one in made) == {"": 3, "us-east-1": 7, "eu-west-1": 7}
    assert recording.result == {
        "account_alias": "acme-core-audit",
        "password_policy_configured": True,
        "s3_block_public_access_configured": True,
        "ebs_default_encryption_configured": True,
        "ebs_snapshot_block_public_access_configured": True,
        "ec2_instance_metadata_defaults_configured": True,
        "ec2_image_block_public_access_configured": True,
        "ec2_serial_console_access_configured": True,
        "emr_block_public_access_configured": True,
        "access_analyzer_arns": dict.fromkeys(REGIONS),
        "ssm_session_preferences_configured": False,
        "contacts_configured": [],
        "service_quotas": {},
        "service_quotas_role_arn": None,
        "support_role_arn": None,
        "security_hub_arns": {},
        "budgets": {},
        "budgets_sns_topic_arn": None,
    }


def test_security_hub_is_on_in_each_region(only: Only) -> None:
    token = "aws:securityhub/account:Account"
    assert only(security_hub_enabled=True, regions=REGIONS) == {
        f"security-hub-{region}": (token, {"enableDefaultStandards": True, "region": region}) for region in REGIONS
    }


def test_the_support_role_may_talk_to_support_and_is_trusted_to_whom_is_named(only: Only) -> None:
    made = only(support_role_name="Support", support_role_trusted_arns=["arn:aws:iam::111111111111:role/Helper"])
    assert set(made) == {"support-role", "support-role-policy"}
    (statement,) = json.loads(made["support-role"][1]["assumeRolePolicy"])["Statement"]
    assert statement["Principal"] == {"AWS": "arn:aws:iam::111111111111:role/Helper"}
    assert made["support-role-policy"][1]["policyArn"] == "arn:aws:iam::aws:policy/AWSSupportAccess"
