"""From catalogs and variables to the policies that AWS will have."""

from __future__ import annotations

import json

import pytest

from org.account.subject import Subject

OWN = "arn:*:iam::*:role/OrganizationAccountAccessRole"


@pytest.fixture
def policies(configure, config_root):
    """The policies of YAML laid over the small organization, by key, with their documents parsed."""

    def _policies(text):
        found = Subject(configure(text), config_root).policies
        assert found.problems == []
        return {key: (policy, json.loads(policy.content)["Statement"]) for key, policy in found.by_key.items()}

    return _policies


def attached(*keys):
    return f"organization_config: {{organization: {{service_control_policies: [{', '.join(keys)}]}}}}"


def test_only_what_is_attached_or_has_an_own_document_exists(policies):
    found = policies("policies: {Own: {statements: [{actions: [s3:DeleteBucket]}]}, OnlyRegions: {name: Regions}}")

    assert set(found) == {"DenyLeaving", "DenyTrail", "Own"}


def test_parameters_of_all_and_of_one_policy(policies):
    found = policies(
        f"""
        service_control_policies_parameters: {{allowed: [us-east-1]}}
        policies: {{Narrow: {{entry: OnlyRegions, name: Only Europe, parameters: {{allowed: [eu-west-1, eu-west-3]}}}}}}
        {attached("OnlyRegions", "Narrow")}
        """
    )

    regions = {key: one[0]["Condition"]["StringNotEquals"]["aws:RequestedRegion"] for key, (_, one) in found.items()
               if "StringNotEquals" in one[0]["Condition"]}  # fmt: skip
    assert regions == {"OnlyRegions": "us-east-1", "Narrow": ["eu-west-1", "eu-west-3"]}
    assert found["Narrow"][0].name == "Only Europe"
    assert found["Narrow"][0].description == "Only here"


def test_exemptions_of_all_policies_and_of_one(policies):
    found = policies(
        """
        exempt_principals: ["arn:aws:iam::222222222222:user/break-glass"]
        policies: {DenyTrail: {exempt_roles: [audit], exempt_principals: ["arn:aws:iam::*:role/x/*"]}}
        """
    )

    exempted = {key: one[0]["Condition"]["ArnNotLike"]["aws:PrincipalArn"] for key, (_, one) in found.items()}
    assert exempted == {
        "DenyLeaving": [OWN, "arn:aws:iam::222222222222:user/break-glass"],
        "DenyTrail": [
            "arn:*:iam::*:role/OrganizationAccountAccessRole",
            "arn:*:iam::*:role/audit",
            "arn:aws:iam::*:role/x/*",
            "arn:aws:iam::222222222222:user/break-glass",
        ],
    }


def test_inline_statements_are_exempted_and_raw_documents_are_sent_as_they_are(policies):
    found = policies(
        """
        policies:
          Inline: {statements: [{actions: [s3:DeleteBucket, s3:DeleteBucket]}]}
          Raw:
            content: |
              {"Version": "2012-10-17",
               "Statement": [{"Effect": "Deny", "Action": ["b:*", "a:*"], "Resource": "*"}]}
        """
    )

    assert found["Inline"][1] == [
        {
            "Effect": "Deny",
            "Action": "s3:DeleteBucket",
            "Resource": "*",
            "Condition": {"ArnNotLike": {"aws:PrincipalArn": OWN}},
        }
    ]
    assert found["Raw"][0].content == (
        '{"Statement":[{"Action":["b:*","a:*"],"Effect":"Deny","Resource":"*"}],"Version":"2012-10-17"}'
    )


def test_allowing_statements_have_no_exemption(policies):
    found = policies("policies: {Own: {statements: [{effect: Allow, actions: ['*']}]}}")

    assert found["Own"][1] == [{"Effect": "Allow", "Action": "*", "Resource": "*"}]


def test_resource_control_policies_name_everybody_as_their_principal(policies):
    found = policies("policies: {Own: {type: RESOURCE_CONTROL_POLICY, statements: [{actions: ['s3:*']}]}}")

    assert found["Own"][1][0]["Principal"] == "*"


def test_a_merged_policy_says_each_thing_once_and_fits_its_target(configure, config_root):
    text = f"policy_mode: merged\n{attached('DenyLeaving', 'DenyTrail', 'DenyLeaving')}"
    found = Subject(configure(text), config_root).policies

    merged = found.by_key["merged/root"]
    assert [one["Sid"] for one in merged.statements] == ["DenyLeaving", "DenyTrail"]
    assert merged.description == "Merged: DenyLeaving, DenyTrail"
    assert [(one.target.key, one.policy.key) for one in found.attachments] == [
        ("root", "merged/root"),
        ("ou/plat", "merged/ou/plat"),
    ]
