"""What an account sets in each region: as AWS leaves it, as it is set, as it is after a reset."""

from __future__ import annotations

import json
from typing import Any

import pytest


def test_encryption_by_default_and_its_key(stranger: Any) -> None:
    ec2 = stranger.ec2
    assert not ec2.get_ebs_encryption_by_default()["EbsEncryptionByDefault"]
    ec2.enable_ebs_encryption_by_default()
    assert ec2.get_ebs_encryption_by_default()["EbsEncryptionByDefault"]
    assert not stranger.client("ec2", "eu-west-1").get_ebs_encryption_by_default()["EbsEncryptionByDefault"]
    ec2.disable_ebs_encryption_by_default()
    assert ec2.get_ebs_default_kms_key_id()["KmsKeyId"] == "alias/aws/ebs"
    key = stranger.kms.create_key()["KeyMetadata"]
    stranger.kms.create_alias(AliasName="alias/ebs", TargetKeyId=key["KeyId"])
    for name in (key["KeyId"], key["Arn"], "alias/ebs"):
        assert ec2.modify_ebs_default_kms_key_id(KmsKeyId=name)["KmsKeyId"] == key["Arn"]
    assert ec2.get_ebs_default_kms_key_id()["KmsKeyId"] == key["Arn"]
    assert stranger.refused("ec2", "modify_ebs_default_kms_key_id", KmsKeyId="none") == "InvalidKmsKeyId.NotFound"
    assert ec2.reset_ebs_default_kms_key_id()["KmsKeyId"] == "alias/aws/ebs"


def test_metadata_defaults(stranger: Any) -> None:
    ec2 = stranger.ec2

    def defaults() -> dict[str, Any]:
        return dict(ec2.get_instance_metadata_defaults().get("AccountLevel") or {})

    assert defaults() == {}
    ec2.modify_instance_metadata_defaults(HttpTokens="required", HttpPutResponseHopLimit=2)
    ec2.modify_instance_metadata_defaults(HttpEndpoint="enabled")
    assert defaults() == {
        "HttpTokens": "required",
        "HttpPutResponseHopLimit": 2,
        "HttpEndpoint": "enabled",
        "ManagedBy": "account",
    }
    assert stranger.refused("ec2", "modify_instance_metadata_defaults", HttpTokens="maybe") == "InvalidParameterValue"
    nothing = {"HttpTokens": "no-preference", "HttpPutResponseHopLimit": -1, "HttpEndpoint": "no-preference"}
    ec2.modify_instance_metadata_defaults(**nothing)
    assert defaults() == {}


def test_what_may_be_public(stranger: Any) -> None:
    ec2 = stranger.ec2
    assert ec2.get_snapshot_block_public_access_state()["State"] == "unblocked"
    ec2.enable_snapshot_block_public_access(State="block-all-sharing")
    assert ec2.get_snapshot_block_public_access_state()["State"] == "block-all-sharing"
    code = stranger.refused("ec2", "enable_snapshot_block_public_access", State="unblocked")
    assert code == "InvalidParameterValue"
    ec2.disable_snapshot_block_public_access()
    assert ec2.get_snapshot_block_public_access_state()["State"] == "unblocked"
    state = "ImageBlockPublicAccessState"
    assert ec2.get_image_block_public_access_state()[state] == "block-new-sharing"
    ec2.disable_image_block_public_access()
    assert ec2.get_image_block_public_access_state()[state] == "unblocked"
    ec2.enable_image_block_public_access(ImageBlockPublicAccessState="block-new-sharing")
    assert ec2.get_image_block_public_access_state()[state] == "block-new-sharing"


def test_the_serial_console(stranger: Any) -> None:
    ec2 = stranger.ec2
    assert not ec2.get_serial_console_access_status()["SerialConsoleAccessEnabled"]
    ec2.enable_serial_console_access()
    assert ec2.get_serial_console_access_status()["SerialConsoleAccessEnabled"]
    ec2.disable_serial_console_access()
    assert not ec2.get_serial_console_access_status()["SerialConsoleAccessEnabled"]


def test_the_rest_of_ec2_is_there_too(stranger: Any) -> None:
    assert len(stranger.ec2.describe_regions()["Regions"]) > 10


def test_emr_blocks_public_access_from_the_start(stranger: Any) -> None:
    emr = stranger.emr

    def block() -> dict[str, Any]:
        return dict(emr.get_block_public_access_configuration()["BlockPublicAccessConfiguration"])

    assert block() == {
        "BlockPublicSecurityGroupRules": True,
        "PermittedPublicSecurityGroupRuleRanges": [{"MinRange": 22, "MaxRange": 22}],
    }
    emr.put_block_public_access_configuration(BlockPublicAccessConfiguration={"BlockPublicSecurityGroupRules": False})
    assert block() == {"BlockPublicSecurityGroupRules": False, "PermittedPublicSecurityGroupRuleRanges": []}


def test_a_setting_of_systems_manager_is_customized_and_reset(stranger: Any) -> None:
    ssm, name = stranger.ssm, "/ssm/documents/console/public-sharing-permission"

    def setting() -> tuple[str, str]:
        found = ssm.get_service_setting(SettingId=name)["ServiceSetting"]
        return found["SettingValue"], found["Status"]

    assert setting() == ("Enable", "Default")
    arn = ssm.get_service_setting(SettingId=name)["ServiceSetting"]["ARN"]
    assert arn == f"arn:aws:ssm:us-east-1:{stranger.id}:servicesetting{name}"
    ssm.update_service_setting(SettingId=arn, SettingValue="Disable")
    assert setting() == ("Disable", "Customized")
    ssm.reset_service_setting(SettingId=name)
    assert setting() == ("Enable", "Default")
    assert stranger.refused("ssm", "get_service_setting", SettingId="/ssm/none") == "ServiceSettingNotFound"


def test_a_document_of_systems_manager_has_versions(stranger: Any) -> None:
    ssm, name = stranger.ssm, "SSM-SessionManagerRunShell"
    content = '{"schemaVersion": "1.0", "description": "d", "sessionType": "Standard_Stream", "inputs": {}}'
    ssm.create_document(Name=name, DocumentType="Session", Content=content)
    ssm.update_document(Name=name, Content=content.replace('"d"', '"e"'), DocumentVersion="$LATEST")
    ssm.update_document_default_version(Name=name, DocumentVersion="2")
    found = ssm.describe_document(Name=name)["Document"]
    assert (found["DefaultVersion"], found["LatestVersion"], found["Status"]) == ("2", "2", "Active")
    assert '"e"' in ssm.get_document(Name=name)["Content"]
    ssm.delete_document(Name=name)
    assert stranger.refused("ssm", "describe_document", Name=name) == "InvalidDocument"


@pytest.mark.parametrize("kind", ["ACCOUNT", "ACCOUNT_UNUSED_ACCESS"])
def test_an_analyzer_lives_and_dies(stranger: Any, kind: str) -> None:
    aws = stranger.accessanalyzer
    arn = aws.create_analyzer(analyzerName="acme", type=kind, tags={"Team": "security"})["arn"]
    assert arn == f"arn:aws:access-analyzer:us-east-1:{stranger.id}:analyzer/acme"
    found = aws.get_analyzer(analyzerName="acme")["analyzer"]
    assert {key: found[key] for key in ("arn", "name", "type", "status", "tags")} == {
        "arn": arn,
        "name": "acme",
        "type": kind,
        "status": "ACTIVE",
        "tags": {"Team": "security"},
    }
    assert stranger.refused("accessanalyzer", "create_analyzer", analyzerName="acme", type=kind) == "ConflictException"
    second = {"analyzerName": "second", "type": kind}
    assert stranger.refused("accessanalyzer", "create_analyzer", **second) == "ServiceQuotaExceededException"
    aws.tag_resource(resourceArn=arn, tags={"Stage": "audit"})
    aws.untag_resource(resourceArn=arn, tagKeys=["Team"])
    assert aws.list_tags_for_resource(resourceArn=arn)["tags"] == {"Stage": "audit"}
    assert [one["name"] for one in aws.list_analyzers(type=kind)["analyzers"]] == ["acme"]
    aws.delete_analyzer(analyzerName="acme")
    code = stranger.refused("accessanalyzer", "get_analyzer", analyzerName="acme")
    assert code == "ResourceNotFoundException"


def test_an_organizations_analyzer_needs_the_organization(organization: Any) -> None:
    principal, account = "access-analyzer.amazonaws.com", organization.account("core-security")
    member = organization.member(account)
    create = {"analyzerName": "acme", "type": "ORGANIZATION"}
    assert member.refused("accessanalyzer", "create_analyzer", **create) == "AccessDeniedException"
    organization.organizations.enable_aws_service_access(ServicePrincipal=principal)
    organization.organizations.register_delegated_administrator(AccountId=account, ServicePrincipal=principal)
    member.accessanalyzer.create_analyzer(**create)


def test_sharing_in_the_organization_comes_with_its_role(organization: Any, stranger: Any) -> None:
    role = {"RoleName": "AWSServiceRoleForResourceAccessManager"}
    assert organization.refused("iam", "get_role", **role) == "NoSuchEntity"
    for _ in range(2):
        assert organization.ram.enable_sharing_with_aws_organization()["returnValue"]
    assert organization.iam.get_role(**role)["Role"]["Path"] == "/aws-service-role/ram.amazonaws.com/"
    found = organization.organizations.list_aws_service_access_for_organization()["EnabledServicePrincipals"]
    assert [service["ServicePrincipal"] for service in found] == ["ram.amazonaws.com"]
    member = organization.member(organization.account())
    assert member.refused("ram", "enable_sharing_with_aws_organization") == "OperationNotPermittedException"


def test_root_features_need_trusted_access(organization: Any) -> None:
    iam = organization.iam
    assert organization.refused("iam", "list_organizations_features") == "ServiceAccessNotEnabledException"
    organization.organizations.enable_aws_service_access(ServicePrincipal="iam.amazonaws.com")
    assert iam.list_organizations_features().get("EnabledFeatures", []) == []
    iam.enable_organizations_root_sessions()
    enabled = iam.enable_organizations_root_credentials_management()["EnabledFeatures"]
    assert enabled == ["RootCredentialsManagement", "RootSessions"]
    assert iam.disable_organizations_root_sessions()["EnabledFeatures"] == ["RootCredentialsManagement"]
    member = organization.member(organization.account())
    code = member.refused("iam", "list_organizations_features")
    assert code == "AccountNotManagementOrDelegatedAdministratorException"


def test_root_features_need_an_organization(stranger: Any) -> None:
    assert stranger.refused("iam", "list_organizations_features") == "OrganizationNotFoundException"


def test_a_document_may_go_back_to_an_older_content(stranger: Any) -> None:
    def content(timeout: int) -> str:
        inputs = {"idleSessionTimeout": str(timeout)}
        return json.dumps({"schemaVersion": "1.0", "sessionType": "Standard_Stream", "inputs": inputs})

    ssm, name = stranger.ssm, "SSM-SessionManagerRunShell"
    ssm.create_document(Name=name, Content=content(20), DocumentType="Session")
    for timeout in (30, 20):
        ssm.update_document(Name=name, Content=content(timeout), DocumentVersion="$LATEST")
    again = {"Name": name, "Content": content(20), "DocumentVersion": "$LATEST"}
    assert stranger.refused("ssm", "update_document", **again) == "DuplicateDocumentContent"
