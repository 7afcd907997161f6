"""What the kind `account` registers, option by option."""

from __future__ import annotations

import pulumi
import pytest

from org.account.export import OrganizationExport

ORGANIZATION = "aws:organizations/organization:Organization"
UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit"
ACCOUNT = "aws:organizations/account:Account"
POLICY = "aws:organizations/policy:Policy"
ATTACHMENT = "aws:organizations/policyAttachment:PolicyAttachment"
TREE = "rootstock:org:OrganizationTree"


def shape(resource):
    """A resource without its inputs and URN."""
    return {
        "parent": resource.parent,
        "provider": resource.provider,
        "protect": resource.protect,
        "retain": resource.retain_on_delete,
        "needs": resource.dependencies,
        "ignored": resource.ignore_changes,
        "aliases": resource.aliases,
        "import": resource.import_id,
    }


def child(**different):
    plain = {"parent": "account-gbl", "provider": "management", "protect": True, "retain": False}
    return plain | {"needs": (), "ignored": (), "aliases": (), "import": ""} | different


def test_every_resource_with_its_options(grown):
    resources = {one.name: shape(one) for one in grown().resources if one.type != "pulumi:providers:aws"}

    unprotected = {"protect": False}
    assert resources == {
        "account-gbl": child(parent=None, protect=False, provider=resources["account-gbl"]["provider"])
        | {"needs": resources["account-gbl"]["needs"]},
        "account-gbl-organization": child(),
        "account-gbl-plat": child(needs=("account-gbl-organization",)),
        "account-gbl-plat-prod": child(
            needs=("account-gbl-plat",), retain=True, ignored=("roleName", "iamUserAccessToBilling")
        ),
        "account-gbl-DenyLeaving": child(needs=("account-gbl-organization",), **unprotected),
        "account-gbl-DenyTrail": child(needs=("account-gbl-organization",), **unprotected),
        "account-gbl-root/DenyLeaving": child(
            needs=("account-gbl-DenyLeaving", "account-gbl-organization"), **unprotected
        ),
        "account-gbl-ou/plat/DenyTrail": child(needs=("account-gbl-DenyTrail", "account-gbl-plat"), **unprotected),
    }


def test_units_and_accounts_are_direct_children_of_the_tree(grown):
    urns = {one.name: one.urn.split("::")[2] for one in grown().resources}

    assert urns["account-gbl-plat-prod"] == f"{TREE}${ACCOUNT}"
    assert urns["account-gbl-plat"] == f"{TREE}${UNIT}"


def test_organization(grown):
    (organization,) = grown().of_type(ORGANIZATION).values()

    assert organization.inputs == {
        "featureSet": "ALL",
        "awsServiceAccessPrincipals": [],
        "enabledPolicyTypes": ["SERVICE_CONTROL_POLICY"],
    }


def test_account(grown):
    recording = grown()
    account = recording.of_type(ACCOUNT)["account-gbl-plat-prod"]

    assert account.inputs == {
        "name": "plat-prod",
        "email": "aws+plat-prod@acme.example",
        "parentId": recording.result["organizational_units"]["plat"]["id"],
        "roleName": "OrganizationAccountAccessRole",
        "iamUserAccessToBilling": "DENY",
        "closeOnDeletion": False,
        "tags": {
            "Namespace": "acme",
            "Tenant": "plat",
            "Environment": "gbl",
            "Stage": "prod",
            "Name": "plat-prod",
            "Description": "Runs everything",
        },
    }


def test_policy_is_minified_and_exempts_our_own_role(grown):
    policy = grown().of_type(POLICY)["account-gbl-DenyTrail"]

    assert policy.inputs == {
        "name": "DenyTrail",
        "type": "SERVICE_CONTROL_POLICY",
        "description": "No stopping",
        "content": '{"Statement":[{"Action":"cloudtrail:StopLogging","Condition":{"ArnNotLike":{"aws:PrincipalArn":'
        '"arn:*:iam::*:role/OrganizationAccountAccessRole"}},"Effect":"Deny","Resource":"*","Sid":"DenyTrail"}],'
        '"Version":"2012-10-17"}',
        "tags": {
            "Namespace": "acme",
            "Tenant": "core",
            "Environment": "gbl",
            "Stage": "root",
            "Name": "DenyTrail",
        },
    }


def test_policies_are_attached_where_the_yaml_says(grown):
    recording = grown()
    ids = {policy["id"]: key for key, policy in recording.result["policies"].items()}
    attached = {(one.inputs["targetId"], ids[one.inputs["policyId"]]) for one in recording.of_type(ATTACHMENT).values()}

    assert attached == {
        ("r-abcd", "DenyLeaving"),
        (recording.result["organizational_units"]["plat"]["id"], "DenyTrail"),
    }


def test_merged_mode_gives_each_target_one_policy(grown):
    recording = grown(
        """
        policy_mode: merged
        organization_config: {organization: {service_control_policies: [DenyLeaving, DenyTrail]}}
        """
    )

    assert {one.inputs["name"] for one in recording.of_type(POLICY).values()} == {
        "acme-core-gbl-root-organization",
        "acme-core-gbl-root-plat-ou",
    }
    assert len(recording.of_type(ATTACHMENT)) == 2


def test_exports_have_their_documented_shape_and_no_e_mail(grown):
    exports = grown().result

    OrganizationExport.model_validate(exports)
    assert "@" not in str(exports)
    assert exports["accounts"]["core-root"]["id"] == "111111111111"
    assert exports["accounts"]["plat-prod"]["ou"] == "plat"
    assert exports["policies"]["DenyTrail"]["targets"] == ["ou/plat"]


def test_previews_register_the_same(grown):
    assert {one.name for one in grown(preview=True).resources} == {one.name for one in grown().resources}


def test_renames_carry_aliases_down_to_units_accounts_and_attachments(grown):
    resources = {
        one.name: one.aliases
        for one in grown(
            """
            organization_config:
              organizational_units:
                plat: {previous_name: platform, accounts: {plat-prod: {previous_name: platform-prod}}}
            """
        ).resources
    }

    assert resources["account-gbl-plat"] == ("account-gbl-platform",)
    assert resources["account-gbl-plat-prod"] == ("account-gbl-platform-prod",)
    assert resources["account-gbl-ou/plat/DenyTrail"] == ("account-gbl-ou/platform/DenyTrail",)


def test_imports_take_over_by_id_and_leave_tags_alone(grown):
    resources = {
        one.name: one
        for one in grown(
            """
            organization_config:
              organization: {import_id: o-abcdefghij}
              organizational_units:
                plat: {import_id: ou-abcd-12345678, accounts: {plat-prod: {import_id: "222222222222"}}}
            policies:
              DenyTrail: {import_id: p-12345678, import_target_ids: [ou-abcd-12345678]}
            """
        ).resources
    }

    assert resources["account-gbl-organization"].import_id == "o-abcdefghij"
    assert resources["account-gbl-plat"].import_id == "ou-abcd-12345678"
    assert resources["account-gbl-plat"].ignore_changes == ("tags", "tagsAll")
    assert resources["account-gbl-plat-prod"].import_id == "222222222222"
    assert resources["account-gbl-DenyTrail"].import_id == "p-12345678"
    assert resources["account-gbl-ou/plat/DenyTrail"].import_id == "ou-abcd-12345678:p-12345678"
    assert resources["account-gbl-root/DenyLeaving"].import_id == ""


def test_an_organization_of_somebody_else_is_only_read(grown, aws):
    aws.answers["aws:organizations/getOrganization:getOrganization"] = lambda _: {
        "id": "o-other",
        "arn": "arn:aws:organizations::111111111111:organization/o-other",
        "masterAccountId": "111111111111",
        "roots": [{"id": "r-othr", "arn": "", "name": "Root", "policyTypes": []}],
    }
    recording = grown("organization_enabled: false")

    assert recording.of_type(ORGANIZATION) == {}
    assert recording.result["organization_root_id"] == "r-othr"
    assert [pulumi.runtime.rpc.UNKNOWN in call.provider for call in recording.calls] == [False]
    assert all("management" in call.provider for call in recording.calls)


@pytest.mark.parametrize("where", ["organization", "organizational_units: {plat", "account"])
def test_policies_of_any_type_attach_to_any_target_the_same_way(grown, where):
    target = {
        "organization": "organization: {policies: [Tags]}",
        "account": "organizational_units: {plat: {accounts: {plat-prod: {policies: [Tags]}}}}",
    }.get(where, "organizational_units: {plat: {policies: [Tags]}}")
    recording = grown(
        f"""
        policies: {{Tags: {{type: TAG_POLICY, description: Cost centers, content: '{{"tags": {{}} }}'}}}}
        organization_config: {{{target}}}
        """
    )
    (organization,) = recording.of_type(ORGANIZATION).values()

    assert organization.inputs["enabledPolicyTypes"] == ["SERVICE_CONTROL_POLICY", "TAG_POLICY"]
    assert recording.of_type(POLICY)["account-gbl-Tags"].inputs["content"] == '{"tags":{}}'
    assert len([name for name in recording.of_type(ATTACHMENT) if name.endswith("/Tags")]) == 1
