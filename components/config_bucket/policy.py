"""The policy of the bucket: for which accounts AWS Config may deliver, and where.

Source: docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html and s3-kms-key-policy.html.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from blocks.policy_document import Statement, service, statement

CONFIG = "config.amazonaws.com"


@dataclass(frozen=True)
class Recording:
    """Whose recorders deliver: those of accounts (name to id), or of any account of the organization where None."""

    organization_id: str
    accounts: Mapping[str, str] | None

    @property
    def condition(self) -> Mapping[str, str | list[str]]:
        """What holds of each request of AWS Config, on behalf of whichever of these accounts."""
        if self.accounts is None:
            return {"aws:SourceOrgID": self.organization_id}
        return {"aws:SourceAccount": sorted(self.accounts.values())}


def bucket_statements(bucket_arn: str, recording: Recording, prefix: str = "") -> list[Statement]:
    """Statements that let AWS Config see that the bucket is there, and write for each account below its own path."""
    logs = f"{bucket_arn}/{prefix}/AWSLogs" if prefix else f"{bucket_arn}/AWSLogs"
    on_behalf = {"StringEquals": recording.condition}
    return [
        statement("ConfigAclCheck", "Allow", ["s3:GetBucketAcl"], [bucket_arn], service(CONFIG), on_behalf),
        statement("ConfigExistenceCheck", "Allow", ["s3:ListBucket"], [bucket_arn], service(CONFIG), on_behalf),
        *_writes(logs, recording),
    ]


def key_statements(recording: Recording) -> list[Statement]:
    """Statements of the bucket's own key: AWS Config encrypts for these accounts."""
    return [
        statement(
            "ConfigEncrypt",
            "Allow",
            ["kms:Decrypt", "kms:GenerateDataKey"],
            principals=service(CONFIG),
            conditions={"StringEquals": recording.condition},
        )
    ]


def _writes(logs: str, recording: Recording) -> Iterable[Statement]:
    if recording.accounts is None:
        yield _write("ConfigWrite", f"{logs}/*/Config/*", recording.condition)
    for account_id in sorted((recording.accounts or {}).values()):
        yield _write(f"ConfigWrite{account_id}", f"{logs}/{account_id}/Config/*", {"aws:SourceAccount": account_id})


def _write(sid: str, objects: str, on_behalf: Mapping[str, str | list[str]]) -> Statement:
    conditions = {"StringEquals": {**on_behalf, "s3:x-amz-acl": "bucket-owner-full-control"}}
    return statement(sid, "Allow", ["s3:PutObject"], [objects], service(CONFIG), conditions)
