"""The SNS topic that hears of every budget."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from blocks.budget.policies import key_policy, topic_policy
from blocks.budget.variables import TopicSettings
from blocks.own_account import own_account_id
from blocks.wiring import Wiring


def budgets_topic(
    name: str, physical: str, settings: TopicSettings, wiring: Wiring, options: pulumi.ResourceOptions
) -> pulumi.Output[str]:
    """Registers the topic with its policy, and its key where none is given. Returns the topic's ARN.

    Budgets that publish to the topic must come after its policy; the ARN stands for both.
    """
    account, partition = own_account_id(wiring), wiring.partition
    key: pulumi.Input[str] | None = settings.kms_master_key_id
    if settings.encryption_enabled and key is None:
        made = aws.kms.Key(
            f"{name}-key",
            description=f"Encrypts {physical}",
            deletion_window_in_days=settings.kms_key_deletion_window_in_days,
            enable_key_rotation=settings.kms_enable_key_rotation,
            policy=account.apply(lambda own: key_policy(partition, own)),
            tags={"Name": physical},
            opts=options,
        )
        aws.kms.Alias(f"{name}-key-alias", name=f"alias/{physical}", target_key_id=made.key_id, opts=options)
        key = made.arn
    topic = aws.sns.Topic(
        f"{name}-topic",
        name=physical,
        kms_master_key_id=key if settings.encryption_enabled else None,
        tags={"Name": physical},
        opts=options,
    )
    policy = aws.sns.TopicPolicy(
        f"{name}-topic-policy",
        arn=topic.arn,
        policy=pulumi.Output.all(account, topic.arn).apply(lambda both: topic_policy(partition, *both)),
        opts=options,
    )
    return policy.arn
