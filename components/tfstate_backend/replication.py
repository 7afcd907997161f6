"""Copies of the state in a second bucket."""

from __future__ import annotations

from typing import Any

import pulumi
import pulumi_aws as aws

from blocks.policy_document import Statement, document, service, statement
from components.tfstate_backend.variables import TfstateBackendVariables


def replicate(
    name: str,
    variables: TfstateBackendVariables,
    bucket: pulumi.Output[str],
    arns: pulumi.Output[tuple[str, str | None]],
    account_id: pulumi.Output[str],
    parent: pulumi.Resource,
) -> None:
    """Registers the role and the replication. ``arns`` are those of bucket and key, key null without KMS."""
    child = pulumi.ResourceOptions(parent=parent)
    replica, replica_key = variables.s3_replica_bucket_arn or "", variables.s3_replica_kms_key_arn
    role = aws.iam.Role(
        f"{name}-replication-role",
        name=variables.role_context("replication").id,
        assume_role_policy=account_id.apply(_trust),
        tags=variables.role_context("replication").all_tags,
        opts=child,
    )
    allowed = aws.iam.RolePolicy(
        f"{name}-replication-policy",
        name="replicate",
        role=role.name,
        policy=arns.apply(lambda known: document(_statements(known[0], known[1], replica, replica_key))),
        opts=child,
    )
    rule: Any = {
        "id": "state",
        "status": "Enabled",
        "priority": 0,
        "filter": {},
        "delete_marker_replication": {"status": "Enabled"},
        "destination": {"bucket": replica},
    }
    if replica_key:
        rule["destination"]["encryption_configuration"] = {"replica_kms_key_id": replica_key}
        rule["source_selection_criteria"] = {"sse_kms_encrypted_objects": {"status": "Enabled"}}
    aws.s3.BucketReplicationConfig(
        f"{name}-replication",
        bucket=bucket,
        role=role.arn,
        rules=[rule],
        region=variables.region,
        opts=pulumi.ResourceOptions(parent=parent, depends_on=[allowed]),
    )


def _trust(account_id: str) -> str:
    conditions = {"StringEquals": {"aws:SourceAccount": account_id}}
    return document([statement("S3", "Allow", ["sts:AssumeRole"], None, service("s3.amazonaws.com"), conditions)])


def _statements(bucket: str, key: str | None, replica: str, replica_key: str | None) -> list[Statement]:
    read = ["s3:GetObjectVersionAcl", "s3:GetObjectVersionForReplication", "s3:GetObjectVersionTagging"]
    write = ["s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"]
    found = [
        statement("Configuration", "Allow", ["s3:GetReplicationConfiguration", "s3:ListBucket"], [bucket]),
        statement("Read", "Allow", read, [f"{bucket}/*"]),
        statement("Write", "Allow", write, [f"{replica}/*"]),
    ]
    if key:
        found.append(statement("Decrypt", "Allow", ["kms:Decrypt"], [key]))
    if replica_key:
        found.append(statement("Encrypt", "Allow", ["kms:Encrypt"], [replica_key]))
    return found
