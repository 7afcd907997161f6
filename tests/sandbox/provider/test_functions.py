"""Functions: what they answer."""

from __future__ import annotations

import json

import pytest

from tests.sandbox.provider.engine import Engine, Refused
from tests.sandbox.provider.surroundings import member, organization

DOCUMENT = "aws:iam/getPolicyDocument:getPolicyDocument"
EVERYBODY = {"type": "*", "identifiers": ["*"]}
ORGANIZATION = "aws:organizations/getOrganization:getOrganization"


def test_organization(engine: Engine) -> None:
    made = organization(engine)
    account = member(engine)
    found = engine.invoke(ORGANIZATION)
    assert found["id"] == made.id
    assert found["roots"] == made.state["roots"]
    assert found["enabledPolicyTypes"] == ["SERVICE_CONTROL_POLICY"]
    assert [item["id"] for item in found["nonMasterAccounts"]] == [account.id]
    assert found["masterAccountId"] == engine.account
    only = engine.invoke(ORGANIZATION, returnOrganizationOnly=True)
    assert (only["id"], only["accounts"], only["roots"]) == (made.id, [], [])


def test_members_see_less_of_the_organization(engine: Engine) -> None:
    made = organization(engine)
    account = member(engine)
    engine.configure(assumeRoles=[{"roleArn": f"arn:aws:iam::{account.id}:role/OrganizationAccountAccessRole"}])
    found = engine.invoke(ORGANIZATION)
    assert (found["id"], found["masterAccountId"]) == (made.id, engine.account)
    assert (found["accounts"], found["roots"], found["enabledPolicyTypes"]) == ([], [], [])


def test_no_organization_is_an_error(engine: Engine) -> None:
    with pytest.raises(Refused, match="AWSOrganizationsNotInUseException"):
        engine.invoke(ORGANIZATION)


def test_caller_partition_and_region(engine: Engine) -> None:
    assert engine.invoke("aws:index/getCallerIdentity:getCallerIdentity")["id"] == engine.account
    assert engine.invoke("aws:index/getPartition:getPartition") == {
        "partition": "aws",
        "id": "aws",
        "dnsSuffix": "amazonaws.com",
        "reverseDnsPrefix": "com.amazonaws",
    }
    region = engine.invoke("aws:index/getRegion:getRegion", region="eu-west-1")
    assert (region["id"], region["endpoint"]) == ("eu-west-1", "ec2.eu-west-1.amazonaws.com")
    with pytest.raises(Refused, match="invalid AWS Region: mars-1"):
        engine.invoke("aws:index/getRegion:getRegion", region="mars-1")


def test_quotas(engine: Engine) -> None:
    by_code = engine.invoke(
        "aws:servicequotas/getServiceQuota:getServiceQuota", serviceCode="vpc", quotaCode="L-F678F1CE"
    )
    by_name = engine.invoke(
        "aws:servicequotas/getServiceQuota:getServiceQuota", serviceCode="vpc", quotaName=by_code["quotaName"]
    )
    assert by_code == by_name
    assert by_code["value"] == by_code["defaultValue"]
    service = engine.invoke("aws:servicequotas/getService:getService", serviceName=by_code["serviceName"])
    assert service["serviceCode"] == "vpc"


def test_a_policy_document_is_rendered_as_the_real_provider_does(engine: Engine) -> None:
    found = engine.invoke(
        DOCUMENT,
        statements=[
            {
                "sid": "Read",
                "actions": ["s3:Get*", "s3:List*"],
                "resources": ["arn:aws:s3:::b/&{aws:username}/*"],
                "principals": [
                    {"type": "AWS", "identifiers": ["111111111111"]},
                    {"type": "AWS", "identifiers": ["222222222222"]},
                ],
                "conditions": [{"test": "StringLike", "variable": "s3:prefix", "values": ["a", "b<"]}],
            },
            {"effect": "Deny", "notActions": ["iam:*"], "resources": ["*"], "principals": [EVERYBODY]},
        ],
    )  # fmt: skip
    assert found["minifiedJson"] == (
        '{"Version":"2012-10-17","Statement":['
        '{"Sid":"Read","Effect":"Allow","Action":["s3:List*","s3:Get*"],"Resource":"arn:aws:s3:::b/${aws:username}/*",'
        '"Principal":{"AWS":["222222222222","111111111111"]},"Condition":{"StringLike":{"s3:prefix":["a","b\\u003c"]}}},'
        '{"Effect":"Deny","NotAction":"iam:*","Resource":"*","Principal":"*"}]}'
    )
    assert json.loads(found["json"]) == json.loads(found["minifiedJson"])
    assert found["json"].startswith('{\n  "Version": "2012-10-17",\n  "Statement": [\n')


def test_documents_are_merged_by_sid(engine: Engine) -> None:
    source = json.dumps(
        {"Version": "2008-10-17", "Id": "old", "Statement": {"Sid": "A", "Effect": "Allow", "Action": "a:*"}}
    )
    override = json.dumps({"Id": "new", "Statement": [{"Sid": "A", "Effect": "Deny", "Action": "a:*"}]})
    found = engine.invoke(
        DOCUMENT,
        sourcePolicyDocuments=[source],
        overridePolicyDocuments=[override],
        statements=[{"sid": "B", "actions": ["b:*"]}],
    )
    assert json.loads(found["json"]) == {
        "Version": "2012-10-17",
        "Id": "new",
        "Statement": [
            {"Sid": "A", "Effect": "Deny", "Action": "a:*"},
            {"Sid": "B", "Effect": "Allow", "Action": "b:*"},
        ],
    }
    with pytest.raises(Refused, match=r"duplicate Sid \(A\)"):
        engine.invoke(DOCUMENT, statements=[{"sid": "A"}, {"sid": "A"}])
