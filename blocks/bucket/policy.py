"""Statements that the policies of buckets share."""

from __future__ import annotations

from blocks.policy_document import Statement, service, statement

_HEADER = "s3:x-amz-server-side-encryption"


def tls_only(bucket_arn: str) -> Statement:
    """Whoever comes without TLS is refused."""
    return statement(
        "DenyInsecureTransport",
        "Deny",
        ["s3:*"],
        [bucket_arn, f"{bucket_arn}/*"],
        "*",
        {"Bool": {"aws:SecureTransport": "false"}},
    )


def wrong_encryption_header(bucket_arn: str, algorithm: str) -> Statement:
    """An upload that asks for another encryption than the bucket's own is refused; one that asks for none gets it."""
    return statement(
        "DenyWrongEncryptionHeader",
        "Deny",
        ["s3:PutObject"],
        [f"{bucket_arn}/*"],
        "*",
        {"Null": {_HEADER: "false"}, "StringNotEquals": {_HEADER: algorithm}},
    )


def missing_encryption_header(bucket_arn: str) -> Statement:
    """An upload that does not ask for encryption is refused."""
    return statement(
        "DenyMissingEncryptionHeader", "Deny", ["s3:PutObject"], [f"{bucket_arn}/*"], "*", {"Null": {_HEADER: "true"}}
    )


def outside_organization(bucket_arn: str, organization_id: str) -> Statement:
    """Whoever is of another organization is refused, whatever else a policy allows; AWS's services are not."""
    return statement(
        "DenyOutsideOrganization",
        "Deny",
        ["s3:*"],
        [bucket_arn, f"{bucket_arn}/*"],
        "*",
        {
            "StringNotEquals": {"aws:PrincipalOrgID": organization_id},
            "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
        },
    )


def access_log_delivery(bucket_arn: str, prefix: str, source_arn: str, account_id: str, number: str = "") -> Statement:
    """S3 may deliver the access logs of one bucket of the same account. ``number`` tells several statements apart."""
    return statement(
        f"S3AccessLogDelivery{number}",
        "Allow",
        ["s3:PutObject"],
        [f"{bucket_arn}/{prefix}*"],
        service("logging.s3.amazonaws.com"),
        {"ArnLike": {"aws:SourceArn": source_arn}, "StringEquals": {"aws:SourceAccount": account_id}},
    )
