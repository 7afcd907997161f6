"""The policy of the bucket: which trails may write, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from blocks.policy_document import Statement, service, statement

CLOUDTRAIL = "cloudtrail.amazonaws.com"


@dataclass(frozen=True)
class Writers:
    """Whose trails write: the organization's, and those of accounts (name to id)."""

    partition: str
    organization_id: str
    management_id: str
    organization_trail: str
    accounts: Mapping[str, str]

    def trail(self, account_id: str, name: str = "*") -> str:
        """The ARN pattern of an account's trails in any region."""
        return f"arn:{self.partition}:cloudtrail:*:{account_id}:trail/{name}"

    @property
    def organization_trail_arn(self) -> str:
        """The ARN pattern of the organization's trail."""
        return self.trail(self.management_id, self.organization_trail)

    @property
    def trails(self) -> list[str]:
        """The ARN patterns of all trails that may write."""
        return [self.organization_trail_arn, *(self.trail(account_id) for account_id in self.accounts.values())]


def bucket_statements(bucket_arn: str, writers: Writers, prefix: str = "") -> list[Statement]:
    """Statements that let exactly these trails write, each only where its own logs go.

    CloudTrail looks at the ACL, then writes below ``AWSLogs/<account id>``, and with the organization's trail below
    ``AWSLogs/<organization id>``; creating that trail is checked against the management account's own path as well.
    """
    logs = f"{bucket_arn}/{prefix}/AWSLogs" if prefix else f"{bucket_arn}/AWSLogs"
    of_organization = [f"{logs}/{writers.organization_id}/*", f"{logs}/{writers.management_id}/*"]
    return [
        statement(
            "CloudTrailAclCheck",
            "Allow",
            ["s3:GetBucketAcl"],
            [bucket_arn],
            service(CLOUDTRAIL),
            {"ArnLike": {"aws:SourceArn": writers.trails}},
        ),
        _write("CloudTrailWriteOrganization", of_organization, writers.organization_trail_arn),
        *(
            _write(f"CloudTrailWrite{account_id}", [f"{logs}/{account_id}/*"], writers.trail(account_id))
            for account_id in sorted(writers.accounts.values())
        ),
    ]


def key_statements(writers: Writers) -> list[Statement]:
    """Statements of the bucket's own key: CloudTrail encrypts for exactly these trails."""
    from_trails = {"ArnLike": {"aws:SourceArn": writers.trails}}
    return [
        statement(
            "CloudTrailEncrypt",
            "Allow",
            ["kms:DescribeKey", "kms:GenerateDataKey*"],
            principals=service(CLOUDTRAIL),
            conditions=from_trails,
        )
    ]


def _write(sid: str, resources: Iterable[str], trail: str) -> Statement:
    return statement(
        sid,
        "Allow",
        ["s3:PutObject"],
        resources,
        service(CLOUDTRAIL),
        {"ArnLike": {"aws:SourceArn": trail}, "StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}},
    )
