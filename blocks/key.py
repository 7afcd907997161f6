"""A KMS key that is protected, rotates, and has an alias."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from blocks.policy_document import Statement, account_root, document, statement


@dataclass(frozen=True)
class KeySettings:
    """One symmetric key. ``alias`` has no ``alias/`` before it."""

    alias: str
    description: str
    tags: Mapping[str, str]
    region: str
    deletion_window_days: int = 10


class ProtectedKey(pulumi.ComponentResource):
    """One key with its alias. Its policy leaves the rest to the account's own policies, and adds the statements."""

    arn: pulumi.Output[str]
    alias: str
    """Name with ``alias/`` before it."""

    def __init__(
        self,
        name: str,
        settings: KeySettings,
        parent: pulumi.Resource,
        policy: pulumi.Input[str],
    ) -> None:
        super().__init__("rootstock:blocks:ProtectedKey", name, {}, pulumi.ResourceOptions(parent=parent))
        self.alias = f"alias/{settings.alias}"
        key = aws.kms.Key(
            f"{name}-key",
            description=settings.description,
            enable_key_rotation=True,
            deletion_window_in_days=settings.deletion_window_days,
            policy=policy,
            region=settings.region,
            tags=dict(settings.tags),
            opts=pulumi.ResourceOptions(parent=self, protect=True),
        )
        aws.kms.Alias(
            f"{name}-alias",
            name=self.alias,
            target_key_id=key.key_id,
            region=settings.region,
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.arn = key.arn
        self.register_outputs({"arn": self.arn})


def key_policy(partition: str, account_id: str, statements: Iterable[Statement] = ()) -> str:
    """The policy of a key of an account: its own policies may allow anything, others only what the statements say."""
    own = statement("EnableIAMPolicies", "Allow", ["kms:*"], principals={"AWS": account_root(partition, account_id)})
    return document([own, *statements])
