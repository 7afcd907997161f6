"""What the CIS AWS Foundations Benchmark wants alarms for: its section 4, Monitoring (v3.0.0).

Patterns: docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_IAM_POLICY = (
    *("DeleteGroupPolicy", "DeleteRolePolicy", "DeleteUserPolicy", "PutGroupPolicy", "PutRolePolicy"),
    *("PutUserPolicy", "CreatePolicy", "DeletePolicy", "CreatePolicyVersion", "DeletePolicyVersion"),
    *("AttachRolePolicy", "DetachRolePolicy", "AttachUserPolicy", "DetachUserPolicy"),
    *("AttachGroupPolicy", "DetachGroupPolicy"),
)
_BUCKET_POLICY = (
    *("PutBucketAcl", "PutBucketPolicy", "PutBucketCors", "PutBucketLifecycle", "PutBucketReplication"),
    *("DeleteBucketPolicy", "DeleteBucketCors", "DeleteBucketLifecycle", "DeleteBucketReplication"),
)
_SECURITY_GROUP = (
    *("AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress", "RevokeSecurityGroupIngress"),
    *("RevokeSecurityGroupEgress", "CreateSecurityGroup", "DeleteSecurityGroup"),
)
_NETWORK_ACL = (
    *("CreateNetworkAcl", "CreateNetworkAclEntry", "DeleteNetworkAcl", "DeleteNetworkAclEntry"),
    *("ReplaceNetworkAclEntry", "ReplaceNetworkAclAssociation"),
)
_GATEWAY = (
    *("CreateCustomerGateway", "DeleteCustomerGateway", "AttachInternetGateway", "CreateInternetGateway"),
    *("DeleteInternetGateway", "DetachInternetGateway"),
)
_ROUTE_TABLE = (
    *("CreateRoute", "CreateRouteTable", "ReplaceRoute", "ReplaceRouteTableAssociation", "DeleteRouteTable"),
    *("DeleteRoute", "DisassociateRouteTable"),
)
_VPC = (
    *("CreateVpc", "DeleteVpc", "ModifyVpcAttribute", "AcceptVpcPeeringConnection", "CreateVpcPeeringConnection"),
    *("DeleteVpcPeeringConnection", "RejectVpcPeeringConnection", "AttachClassicLinkVpc", "DetachClassicLinkVpc"),
    *("DisableVpcClassicLink", "EnableVpcClassicLink"),
)
_ORGANIZATION = (
    *("AcceptHandshake", "AttachPolicy", "CancelHandshake", "CreateAccount", "CreateOrganization"),
    *("CreateOrganizationalUnit", "CreatePolicy", "DeclineHandshake", "DeleteOrganization"),
    *("DeleteOrganizationalUnit", "DeletePolicy", "DetachPolicy", "DisablePolicyType", "EnableAllFeatures"),
    *("EnablePolicyType", "InviteAccountToOrganization", "LeaveOrganization", "MoveAccount"),
    *("RemoveAccountFromOrganization", "UpdateOrganizationalUnit", "UpdatePolicy"),
)


@dataclass(frozen=True)
class Alarm:
    """One alarm: the benchmark's number for it, what it tells, and the pattern of the events it counts."""

    control: str
    description: str
    pattern: str


def _events(source: str | None, names: Iterable[str]) -> str:
    among = " || ".join(f"($.eventName = {name})" for name in names)
    return f"{{ ($.eventSource = {source}) && ({among}) }}" if source else f"{{ {among} }}"


_TRAIL = ("CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging")
_CONFIG = ("StopConfigurationRecorder", "DeleteDeliveryChannel", "PutDeliveryChannel", "PutConfigurationRecorder")

CIS_ALARMS: Mapping[str, Alarm] = {
    "unauthorized-api-calls": Alarm(
        "4.1",
        "Calls that were not allowed",
        '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
    ),
    "console-sign-in-without-mfa": Alarm(
        "4.2",
        "A user signed in to the console without a second factor",
        '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && '
        '($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
    ),
    "root-usage": Alarm(
        "4.3",
        "The root user was used",
        '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
    ),
    "iam-policy-changes": Alarm("4.4", "A policy of IAM changed", _events("iam.amazonaws.com", _IAM_POLICY)),
    "cloudtrail-changes": Alarm("4.5", "A trail changed", _events(None, _TRAIL)),
    "console-authentication-failures": Alarm(
        "4.6",
        "Somebody failed to sign in to the console",
        '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
    ),
    "kms-key-deletion": Alarm(
        "4.7",
        "A key was disabled, or is to be deleted",
        _events("kms.amazonaws.com", ("DisableKey", "ScheduleKeyDeletion")),
    ),
    "s3-bucket-policy-changes": Alarm(
        "4.8", "Who may use a bucket changed", _events("s3.amazonaws.com", _BUCKET_POLICY)
    ),
    "config-changes": Alarm("4.9", "What AWS Config records changed", _events("config.amazonaws.com", _CONFIG)),
    "security-group-changes": Alarm("4.10", "A security group changed", _events(None, _SECURITY_GROUP)),
    "network-acl-changes": Alarm("4.11", "A network ACL changed", _events(None, _NETWORK_ACL)),
    "network-gateway-changes": Alarm("4.12", "A network gateway changed", _events(None, _GATEWAY)),
    "route-table-changes": Alarm("4.13", "A route table changed", _events("ec2.amazonaws.com", _ROUTE_TABLE)),
    "vpc-changes": Alarm("4.14", "A VPC changed", _events(None, _VPC)),
    "organization-changes": Alarm(
        "4.15", "The organization changed", _events("organizations.amazonaws.com", _ORGANIZATION)
    ),
}
"""Every alarm of the section by name."""
