"""What the engine sees of any resource: plans, replacement, drift, partial failure, secrets, tags."""

from __future__ import annotations

import json
import re

import pytest

from sandbox.provider.wire import UNKNOWN
from tests.sandbox.provider.engine import Engine, Refused
from tests.sandbox.provider.surroundings import OTHER_POLICY, POLICY, TRUST, organization

ACCOUNT = "aws:organizations/account:Account"
BUCKET = "aws:s3/bucket:Bucket"
KEY = "aws:kms/key:Key"
POLICY_TYPE = "aws:organizations/policy:Policy"
ROLE = "aws:iam/role:Role"
UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit"


def test_a_preview_of_a_creation_knows_what_is_given(engine: Engine) -> None:
    inputs, failures = engine.check(ACCOUNT, {"name": "audit", "email": UNKNOWN, "parentId": UNKNOWN})
    assert failures == []
    assert engine.preview(ACCOUNT, inputs) == {
        "name": "audit", "email": UNKNOWN, "parentId": UNKNOWN, "closeOnDeletion": False, "createGovcloud": False,
        "tagsAll": {"Namespace": "acme"}, "arn": UNKNOWN, "govcloudId": UNKNOWN, "joinedMethod": UNKNOWN,
        "joinedTimestamp": UNKNOWN, "state": UNKNOWN, "status": UNKNOWN,
    }  # fmt: skip


def test_a_preview_of_an_update_keeps_what_stays(engine: Engine) -> None:
    made = engine.make(KEY, description="one")
    inputs, _ = engine.check(KEY, {"description": "two"}, made.inputs)
    promised = engine.preview_update(made, inputs)
    assert promised == {**made.state, "description": "two"}


def test_a_preview_of_an_update_forgets_what_changes_with_it(engine: Engine) -> None:
    key, other = engine.make(KEY), engine.make(KEY)
    made = engine.make("aws:kms/alias:Alias", name="alias/a", targetKeyId=key.id)
    inputs, _ = engine.check(made.token, {"name": "alias/a", "targetKeyId": other.id}, made.inputs)
    promised = engine.preview_update(made, inputs)
    assert promised["targetKeyArn"] is UNKNOWN
    assert promised["arn"] == made.state["arn"]


def test_replacement_deletes_first_only_when_the_name_is_given(engine: Engine) -> None:
    named = engine.make(ROLE, name="reader", assumeRolePolicy=TRUST)
    inputs, _ = engine.check(ROLE, {"name": "reader", "assumeRolePolicy": TRUST, "path": "/x/"}, named.inputs)
    found = engine.diff(named, inputs)
    assert (found.replaces, found.detailed, found.delete_first) == (["path"], {"path": "UPDATE_REPLACE"}, True)

    unnamed = engine.make(ROLE, assumeRolePolicy=TRUST)
    inputs, _ = engine.check(ROLE, {"assumeRolePolicy": TRUST, "path": "/x/"}, unnamed.inputs)
    assert inputs["name"] == unnamed.inputs["name"]
    found = engine.diff(unnamed, inputs)
    assert (found.replaces, found.delete_first) == (["path"], False)


def test_a_name_made_from_a_prefix(engine: Engine) -> None:
    made = engine.make(ROLE, namePrefix="reader-", assumeRolePolicy=TRUST)
    assert re.fullmatch(r"reader-\d{18}[0-9a-f]{8}", made.id)
    assert (made.state["name"], made.state["namePrefix"]) == (made.id, "reader-")
    assert engine.diff(made, made.inputs).changed == []
    found = engine.adopt(ROLE, made.id)
    assert found is not None
    assert (found.inputs["name"], "namePrefix" in found.inputs) == (made.id, False)
    assert engine.check(ROLE, {"name": "a", "namePrefix": "b", "assumeRolePolicy": TRUST})[1] == [
        "'name' conflicts with 'namePrefix'"
    ]


def test_an_account_is_replaced_by_its_email_and_by_nothing_that_can_change(engine: Engine) -> None:
    root = organization(engine).state["roots"][0]["id"]
    unit = engine.make(UNIT, name="core", parentId=root)
    made = engine.make(ACCOUNT, name="audit", email=f"a+{engine.account}@acme.example", roleName="Access")
    wanted = {"name": "logs", "email": made.inputs["email"], "parentId": unit.id, "roleName": "Access"}
    inputs, _ = engine.check(ACCOUNT, wanted, made.inputs)
    found = engine.diff(made, inputs)
    assert (found.changed, found.replaces) == (["name", "parentId"], [])
    moved = engine.update(made, inputs)
    assert (moved.state["name"], moved.state["parentId"]) == ("logs", unit.id)

    inputs, _ = engine.check(ACCOUNT, {**wanted, "email": "b@acme.example", "roleName": "Other"}, moved.inputs)
    assert engine.diff(moved, inputs).replaces == ["email", "roleName"]
    assert engine.diff(moved, inputs, ("email", "roleName")).changed == []


def test_all_features_are_not_given_up_but_by_replacement(engine: Engine) -> None:
    made = organization(engine)
    inputs, _ = engine.check(made.token, {**made.inputs, "featureSet": "CONSOLIDATED_BILLING"}, made.inputs)
    assert engine.diff(made, inputs).replaces == ["featureSet"]
    made.state["featureSet"] = "CONSOLIDATED_BILLING"
    assert engine.diff(made, made.inputs).detailed == {"featureSet": "UPDATE"}


def test_drift_shows_after_a_refresh_and_an_update_repairs_it(engine: Engine) -> None:
    root = organization(engine).state["roots"][0]["id"]
    made = engine.make(UNIT, name="core", parentId=root, tags={"a": "b"})
    outside = engine.client("organizations")
    outside.update_organizational_unit(OrganizationalUnitId=made.id, Name="renamed")
    outside.tag_resource(ResourceId=made.id, Tags=[{"Key": "by", "Value": "hand"}])
    refreshed = engine.read(made)
    assert refreshed is not None
    assert refreshed.inputs["name"] == "renamed"
    assert refreshed.state["tags"] == {"a": "b", "by": "hand"}
    found = engine.diff(refreshed, made.inputs)
    assert found.detailed == {"name": "UPDATE", "tags.by": "DELETE", "tagsAll.by": "DELETE"}
    repaired = engine.update(refreshed, made.inputs)
    assert repaired.state == made.state
    assert outside.describe_organizational_unit(OrganizationalUnitId=made.id)["OrganizationalUnit"]["Name"] == "core"


def test_an_edited_document_is_drift_and_another_spelling_is_none(engine: Engine) -> None:
    organization(engine)
    made = engine.make(POLICY_TYPE, name="Deny", content=POLICY)
    outside = engine.client("organizations")
    outside.update_policy(PolicyId=made.id, Content=json.dumps(json.loads(POLICY), separators=(",", ":")))
    refreshed = engine.read(made)
    assert refreshed is not None
    assert (refreshed.inputs, refreshed.state) == (made.inputs, made.state)
    outside.update_policy(PolicyId=made.id, Content=OTHER_POLICY)
    refreshed = engine.read(made)
    assert refreshed is not None
    assert engine.diff(refreshed, made.inputs).detailed == {"content": "UPDATE"}


def test_what_was_deleted_outside_is_gone(engine: Engine) -> None:
    made = engine.make(BUCKET, bucket=f"bucket-{engine.account}")
    engine.client("s3").delete_bucket(Bucket=made.id)
    assert engine.read(made) is None
    engine.delete(made)


def test_a_closed_account_is_gone(engine: Engine) -> None:
    organization(engine)
    made = engine.make(ACCOUNT, name="audit", email=f"a+{engine.account}@acme.example", closeOnDeletion=True)
    engine.delete(made)
    assert engine.read(made) is None


def test_a_failed_creation_says_why(engine: Engine) -> None:
    organization(engine)
    email = f"a+{engine.account}@acme.example"
    engine.make(ACCOUNT, name="audit", email=email)
    inputs, _ = engine.check(ACCOUNT, {"name": "other", "email": email.upper()})
    with pytest.raises(Refused, match=r"creating AWS Organizations Account \(other\): EMAIL_ALREADY_EXISTS") as caught:
        engine.create(ACCOUNT, inputs)
    assert caught.value.partial is None


def test_an_account_that_could_not_be_moved_keeps_its_id(engine: Engine) -> None:
    organization(engine)
    email = f"a+{engine.account}@acme.example"
    inputs, _ = engine.check(ACCOUNT, {"name": "audit", "email": email, "parentId": "ou-none-12345678"})
    with pytest.raises(Refused, match="DestinationParentNotFoundException") as caught:
        engine.create(ACCOUNT, inputs)
    partial = caught.value.partial
    accounts = engine.client("organizations").list_accounts()["Accounts"]
    assert partial.id == next(account["Id"] for account in accounts if account["Email"] == email)
    assert "DestinationParentNotFoundException" in partial.reasons[0]
    assert partial.properties["email"] == email


def test_an_update_that_stopped_half_way_tells_what_is_there(engine: Engine) -> None:
    organization(engine)
    made = engine.make(ACCOUNT, name="audit", email=f"a+{engine.account}@acme.example")
    inputs, _ = engine.check(ACCOUNT, {**made.inputs, "parentId": "ou-none-12345678"}, made.inputs)
    with pytest.raises(Refused) as caught:
        engine.update(made, inputs)
    assert caught.value.partial.id == made.id
    assert caught.value.partial.properties["parentId"] == made.state["parentId"]


def test_secrets_stay_secret(engine: Engine) -> None:
    inputs, _ = engine.check(KEY, {"description": "hidden"})
    assert engine.create(KEY, inputs, ("description",)).secrets == {"description"}


def test_default_tags_are_underneath_and_not_the_resources_own(engine: Engine) -> None:
    made = engine.make(KEY, tags={"Name": "state"})
    assert made.state["tags"] == {"Name": "state"}
    assert made.state["tagsAll"] == {"Namespace": "acme", "Name": "state"}
    engine.configure(defaultTags={"tags": {"Namespace": "other"}})
    inputs, _ = engine.check(KEY, {"tags": {"Name": "state"}}, made.inputs)
    assert engine.diff(made, inputs).detailed == {"tagsAll.Namespace": "UPDATE"}
    assert engine.update(made, inputs).state["tagsAll"] == {"Namespace": "other", "Name": "state"}
    engine.configure()
    inputs, _ = engine.check(KEY, {}, made.inputs)
    assert engine.diff(made, inputs).detailed == {
        "tags.Name": "DELETE", "tagsAll.Name": "DELETE", "tagsAll.Namespace": "DELETE"
    }  # fmt: skip


def test_another_region_replaces(engine: Engine) -> None:
    made = engine.make(KEY)
    inputs, _ = engine.check(KEY, {"region": "eu-west-1"}, made.inputs)
    assert engine.diff(made, inputs).replaces == ["region"]
    elsewhere = engine.create(KEY, inputs)
    assert elsewhere.state["arn"].split(":")[3] == "eu-west-1"
    assert engine.adopt(KEY, f"{elsewhere.id}@eu-west-1") is not None
    assert engine.adopt(KEY, elsewhere.id) is None


def test_an_import_id_of_the_wrong_form_is_refused(engine: Engine) -> None:
    with pytest.raises(Refused, match=r"expected <account id> or <account id>_<ALLOW\|DENY>"):
        engine.adopt(ACCOUNT, "123456789012_PERHAPS")
    with pytest.raises(Refused, match="expected <target id>:<policy id>"):
        engine.adopt("aws:organizations/policyAttachment:PolicyAttachment", "p-1")
    with pytest.raises(Refused, match="cannot be imported"):
        engine.adopt("aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults", engine.account)


def test_an_imported_account_takes_billing_access_from_its_id(engine: Engine) -> None:
    organization(engine)
    made = engine.make(ACCOUNT, name="audit", email=f"a+{engine.account}@acme.example", iamUserAccessToBilling="DENY")
    found = engine.adopt(ACCOUNT, f"{made.id}_DENY")
    assert found is not None
    assert found.id == made.id
    assert engine.diff(found, made.inputs).changed == []


def test_aws_own_policies_are_not_imported(engine: Engine) -> None:
    organization(engine)
    with pytest.raises(Refused, match="AWS-managed Organizations policy"):
        engine.adopt(POLICY_TYPE, "p-FullAWSAccess")


def test_types_and_functions_that_are_not_simulated_are_named(engine: Engine) -> None:
    with pytest.raises(Refused, match=r"^type 'aws:ec2/instance:Instance' is not simulated$"):
        engine.check("aws:ec2/instance:Instance", {})
    with pytest.raises(Refused, match=r"^function 'aws:ec2/getAmi:getAmi' is not simulated$"):
        engine.invoke("aws:ec2/getAmi:getAmi")


def test_errors_of_aws_are_one_sentence(engine: Engine) -> None:
    inputs, _ = engine.check(POLICY_TYPE, {"name": "Deny", "content": POLICY})
    with pytest.raises(Refused) as caught:
        engine.create(POLICY_TYPE, inputs)
    assert str(caught.value).startswith("CreatePolicy: AWSOrganizationsNotInUseException: ")
    assert "\n" not in str(caught.value)
