"""What the program registers for the stacks of the example organization."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pulumi
import pytest
from pulumi.runtime import rpc

from layers import Tree, load

ORGANIZATION = {
    "version": 1,
    "organization_id": "o-abcdefghij",
    "organization_arn": "arn:aws:organizations::111111111111:organization/o-abcdefghij",
    "organization_root_id": "r-abcd",
    "root_account_name": "core-root",
    "root_account_id": "111111111111",
    "accounts": {
        "core-root": {"id": "111111111111", "arn": "", "tenant": "core", "stage": "root", "status": "ACTIVE"},
        "core-audit": {
            "id": "222222222222",
            "arn": "",
            "tenant": "core",
            "stage": "audit",
            "ou": "core",
            "role_name": "OrganizationAccountAccessRole",
            "status": "ACTIVE",
        },
        "plat-gone": {"id": "333333333333", "arn": "", "tenant": "plat", "stage": "gone", "status": "SUSPENDED"},
    },
    "organizational_units": {"core": {"id": "ou-abcd-11111111", "arn": ""}},
    "policies": {},
}

ACCOUNT_MAP = {
    "version": 1,
    "organization_id": "o-abcdefghij",
    "organization_arn": "arn:aws:organizations::111111111111:organization/o-abcdefghij",
    "organization_root_id": "r-abcd",
    "aws_partition": "aws",
    "root_account_id": "111111111111",
    "root_account_account_name": "core-root",
    "audit_account_account_name": "core-audit",
    "security_account_account_name": "core-security",
    "identity_account_account_name": "core-identity",
    "dns_account_account_name": "core-dns",
    "artifacts_account_account_name": "core-artifacts",
    "special_accounts": {
        "root": "core-root",
        "audit": "core-audit",
        "security": "core-security",
        "identity": "core-identity",
        "dns": "core-dns",
        "artifacts": "core-artifacts",
    },
    "full_account_map": {"core-audit": "222222222222", "core-root": "111111111111"},
    "account_info_map": {
        "core-audit": {
            "id": "222222222222",
            "tenant": "core",
            "stage": "audit",
            "ou": "core",
            "parent_ou": None,
            "description": "",
            "eks": False,
            "tags": {},
        },
        "core-root": {
            "id": "111111111111",
            "tenant": "core",
            "stage": "root",
            "ou": None,
            "parent_ou": None,
            "description": "",
            "eks": False,
            "tags": {},
        },
    },
    "all_accounts": ["core-audit"],
    "eks_accounts": [],
    "non_eks_accounts": ["core-audit"],
    "root_account_aws_name": None,
    "terraform_roles": {"core-audit": "arn:aws:iam::222222222222:role/OrganizationAccountAccessRole"},
    "terraform_role_name_map": None,
    "profiles_enabled": False,
    "terraform_profiles": {"core-audit": "acme-core-gbl-audit-OrganizationAccountAccessRole"},
    "organizational_units": {"core": "ou-abcd-11111111"},
    "iam_role_arn_templates": {
        "core-audit": "arn:aws:iam::222222222222:role/acme-core-gbl-audit-%s",
        "core-root": "arn:aws:iam::111111111111:role/acme-core-gbl-root-%s",
    },
    "organization_role_arns": {
        "core-audit": "arn:aws:iam::222222222222:role/OrganizationAccountAccessRole",
        "core-root": None,
    },
}

UPSTREAM = {
    "core-root": {"account-gbl": ORGANIZATION},
    "core-root-map": {"account-map-gbl": ACCOUNT_MAP},
}

Deployed = Callable[..., Any]

CONFIG = Path(__file__).parents[2] / "config"
OWN_TRAIL = """\
components:
  pulumi:
    cloudtrail:
      vars:
        name: own-trail
        kms_key_enabled: false
        cloudwatch_logs_enabled: false
        s3_bucket_name: !output cloudtrail-bucket {path}
"""
BUCKET = "acme-core-ue1-audit-cloudtrail"
STACK = "urn:pulumi:core-audit::rootstock::pulumi:pulumi:Stack::rootstock-core-audit"
TRAIL = "aws:cloudtrail/trail:Trail"


@pytest.fixture
def own_trail(tmp_path: Path) -> Callable[[str], Tree]:
    """The example with a trail of core-audit alone, whose bucket is what another instance of that stack exports."""

    def _own_trail(path: str = "cloudtrail_bucket_id") -> Tree:
        shutil.copytree(CONFIG, tmp_path / "config")
        manifest = tmp_path / "config/orgs/acme/core/audit/us-east-1.yaml"
        manifest.write_text(manifest.read_text() + OWN_TRAIL.format(path=path))
        return load(tmp_path / "config")

    return _own_trail


@pytest.fixture
def bucket_to_come(recorder: Any) -> None:
    """What a preview sees while the bucket's policy, which the bucket is told after, is yet to be made."""
    recorder.outputs["aws:s3/bucketPolicy:BucketPolicy"] = lambda _: ("", {"bucket": rpc.UNKNOWN})


@pytest.mark.parametrize("stack", ["core-root", "core-root-map", "core-audit"])
def test_every_resource_has_a_component_above_it_and_the_accounts_provider(deployed: Deployed, stack: str) -> None:
    recording = deployed(stack, UPSTREAM)
    for one in recording.resources:
        if one.type.startswith("aws:"):
            assert one.parent is not None, one.name
            assert one.provider == "-".join(stack.split("-")[:2]), one.name


@pytest.mark.parametrize("stack", ["core-root", "core-root-map", "core-audit"])
def test_a_protected_keystone_stands_on_everything_else(deployed: Deployed, stack: str) -> None:
    recording = deployed(stack, UPSTREAM)
    (keystone,) = recording.of_type("rootstock:program:Keystone").values()
    others = {one.name for one in recording.resources if not one.type.startswith("rootstock:")}
    assert keystone.protect
    # Stack references are read, not registered, and stand among the dependencies by their URN.
    assert {name for name in keystone.dependencies if "StackReference" not in name} == others


def test_a_member_is_reached_through_its_role_and_no_other_account_is(deployed: Deployed) -> None:
    (provider,) = deployed("core-audit", UPSTREAM).of_type("pulumi:providers:aws").values()
    role = "arn:aws:iam::222222222222:role/OrganizationAccountAccessRole"
    assert (provider.name, dict(provider.inputs)) == (
        "core-audit",
        {
            "allowedAccountIds": '["222222222222"]',
            "assumeRoles": f'[{{"roleArn": "{role}", "sessionName": "rootstock-core-audit"}}]',
            "defaultTags": '{"tags": {"Namespace": "acme", "Stage": "audit", "Tenant": "core"}}',
            "region": "us-east-1",
            "skipCredentialsValidation": "false",
            "skipRegionValidation": "true",
        }
        | {key: provider.inputs[key] for key in provider.inputs if key.startswith("skip")},
    )


def test_the_management_account_is_worked_in_with_the_callers_own_credentials(deployed: Deployed) -> None:
    (provider,) = deployed("core-root").of_type("pulumi:providers:aws").values()
    assert "assumeRoles" not in provider.inputs
    assert "allowedAccountIds" not in provider.inputs


def test_the_map_is_made_from_what_the_organization_exports(deployed: Deployed) -> None:
    recording = deployed("core-root-map", UPSTREAM)
    assert recording.result == {"account-map-gbl": ACCOUNT_MAP}
    assert not [one.name for one in recording.resources if one.type.startswith("aws:")]


def test_a_stack_exports_under_instance_and_environment(deployed: Deployed) -> None:
    assert set(deployed("core-root").result) == {"account-gbl", "account-settings-gbl", "budget-gbl"}


def test_an_upstream_that_exports_nothing_is_named_in_one_sentence(deployed: Deployed) -> None:
    with pytest.raises(pulumi.RunError, match="run `pulumi up --stack core-root-map` first"):
        deployed("core-audit", {})


def test_an_account_that_the_map_does_not_have_is_named(deployed: Deployed) -> None:
    with pytest.raises(pulumi.RunError, match="the account map has no account 'plat-dev'"):
        deployed("plat-dev", {**UPSTREAM, "core-audit": {"config-bucket-ue1": {"config_bucket_id": "acme-config"}}})


def test_exports_of_a_run_that_did_not_end_well_are_not_taken(deployed: Deployed) -> None:
    broken = {**ORGANIZATION, "root_account_id": "04da6b54-80e4-46f7-96ec-b56ff0331ba9"}
    with pytest.raises(pulumi.RunError, match=r"whose exports are not whole \(`root_account_id`\)"):
        deployed("core-root-map", {"core-root": {"account-gbl": broken}})


def test_a_value_of_the_same_stack_is_passed_on_and_keeps_its_order(
    deployed: Deployed, own_trail: Callable[[], Tree]
) -> None:
    recording = deployed("core-audit", UPSTREAM, tree=own_trail())
    (trail,) = recording.of_type(TRAIL).values()
    assert trail.inputs["s3BucketName"] == BUCKET
    assert "cloudtrail-bucket-ue1-policy" in trail.dependencies


@pytest.mark.usefixtures("bucket_to_come")
def test_a_preview_that_cannot_know_the_value_leaves_out_what_needs_it_and_says_so(
    deployed: Deployed, own_trail: Callable[[], Tree], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(pulumi, "warn", said.append)
    recording = deployed("core-audit", UPSTREAM, tree=own_trail(), preview=True)
    assert BUCKET in {one.inputs["bucket"] for one in recording.of_type("aws:s3/bucket:Bucket").values()}
    assert recording.of_type(TRAIL) == {}
    assert said == [
        "cloudtrail 'cloudtrail': '!output cloudtrail-bucket cloudtrail_bucket_id' is known when this stack has been "
        "updated, and this preview shows nothing that needs it"
    ]


@pytest.mark.usefixtures("bucket_to_come")
def test_a_preview_takes_the_value_of_the_last_update_rather_than_planning_a_removal(
    deployed: Deployed, own_trail: Callable[[], Tree]
) -> None:
    exported = {"cloudtrail-bucket-ue1": {"cloudtrail_bucket_id": "acme-core-ue1-audit-before"}}
    recorded = {STACK: {"type": "pulumi:pulumi:Stack", "outputs": exported}}
    recording = deployed("core-audit", UPSTREAM, recorded, own_trail(), preview=True)
    (trail,) = recording.of_type(TRAIL).values()
    assert trail.inputs["s3BucketName"] == "acme-core-ue1-audit-before"


def test_a_value_that_the_other_instance_does_not_export_is_named(
    deployed: Deployed, own_trail: Callable[[str], Tree]
) -> None:
    with pytest.raises(
        pulumi.RunError, match=r"cloudtrail 'cloudtrail': .* no 'bucket' among the exports \(valid: access"
    ):
        deployed("core-audit", UPSTREAM, tree=own_trail("bucket"))


def test_an_organization_that_is_no_longer_configured_stops_the_run(deployed: Deployed, recorder: Any) -> None:
    urn = "urn:pulumi:core-root::rootstock::rootstock:org:OrganizationTree::organization-gbl"
    recorded = {urn: {"type": "rootstock:org:OrganizationTree", "outputs": {}}}
    with pytest.raises(pulumi.RunError, match="holds 'organization-gbl' of kind 'account'"):
        deployed("core-root", recorded=recorded)
