"""The role with which AWS Config reads the account and delivers what it recorded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from blocks.policy_document import Statement, document, service, statement
from components.aws_config.bucket import Bucket
from components.aws_config.variables import AwsConfigVariables

_CONFIG = "config.amazonaws.com"


@dataclass(frozen=True)
class Destination:
    """Where one account's recorders deliver to, with everything known."""

    partition: str
    account_id: str
    bucket: str
    s3_key_prefix: str
    kms_key_arn: str | None
    topic_arns: tuple[str, ...]


@dataclass(frozen=True)
class RecorderRole:
    """A role, and what must be there before it is of use."""

    arn: pulumi.Input[str]
    allowed: list[pulumi.Resource]


def recorder_role(
    name: str,
    variables: AwsConfigVariables,
    bucket: Bucket,
    account: tuple[str, pulumi.Output[str]],
    options: pulumi.ResourceOptions,
) -> RecorderRole:
    """Registers the role, unless one is named. ``account`` is its partition and its id."""
    if variables.iam_role_arn is not None:
        return RecorderRole(variables.iam_role_arn, [])
    partition, account_id = account
    role = aws.iam.Role(
        f"{name}-role",
        name=variables.role_name,
        description="AWS Config reads this account with it",
        assume_role_policy=account_id.apply(trust_policy),
        tags=variables.context.all_tags,
        opts=options,
    )
    reading = aws.iam.RolePolicyAttachment(
        f"{name}-role-reading",
        role=role.name,
        policy_arn=f"arn:{partition}:iam::aws:policy/service-role/AWS_ConfigRole",
        opts=options,
    )
    topics = tuple(sorted(variables.sns_topic_arns.values()))
    delivering = aws.iam.RolePolicy(
        f"{name}-role-delivering",
        name="deliver",
        role=role.name,
        policy=pulumi.Output.all(account_id, bucket.name, bucket.kms_key_arn).apply(
            lambda known: delivery_policy(
                Destination(partition, known[0], known[1], bucket.s3_key_prefix, known[2], topics)
            )
        ),
        opts=options,
    )
    return RecorderRole(role.arn, [reading, delivering])


def trust_policy(account_id: str) -> str:
    """Who may take the role: AWS Config, for its own account."""
    own = {"StringEquals": {"aws:SourceAccount": account_id}}
    return document([statement("AwsConfig", "Allow", ["sts:AssumeRole"], None, service(_CONFIG), own)])


def delivery_policy(destination: Destination) -> str:
    """What the role may do besides reading: deliver below the account's own path, and tell topics."""
    return document(_statements(destination))


def _statements(destination: Destination) -> Iterable[Statement]:
    arn = f"arn:{destination.partition}:s3:::{destination.bucket}"
    folder = f"{destination.s3_key_prefix}/AWSLogs" if destination.s3_key_prefix else "AWSLogs"
    yield statement("SeeBucket", "Allow", ["s3:GetBucketAcl", "s3:ListBucket"], [arn])
    yield statement(
        "Deliver",
        "Allow",
        ["s3:PutObject"],
        [f"{arn}/{folder}/{destination.account_id}/Config/*"],
        conditions={"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}},
    )
    if destination.kms_key_arn:
        yield statement("Encrypt", "Allow", ["kms:Decrypt", "kms:GenerateDataKey"], [destination.kms_key_arn])
    if destination.topic_arns:
        yield statement("Tell", "Allow", ["sns:Publish"], destination.topic_arns)
