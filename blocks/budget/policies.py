"""Who may publish to the topic of budgets, and use its key."""

from __future__ import annotations

import json
from typing import Any

_SERVICE = {"Service": "budgets.amazonaws.com"}


def key_policy(partition: str, account_id: str) -> str:
    """The policy of the topic's key: its account administers it, AWS Budgets encrypts with it for this account only.

    The default key of SNS does not do: AWS Budgets may not use it.
    """
    root = f"arn:{partition}:iam::{account_id}:root"
    return _document(
        {
            "Sid": "AccountAdministers",
            "Effect": "Allow",
            "Principal": {"AWS": root},
            "Action": "kms:*",
            "Resource": "*",
        },
        {
            "Sid": "BudgetsEncrypts",
            "Effect": "Allow",
            "Principal": _SERVICE,
            "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
            "Resource": "*",
            "Condition": _on_behalf_of(partition, account_id),
        },
    )


def topic_policy(partition: str, account_id: str, topic_arn: str) -> str:
    """The policy of the topic: AWS Budgets publishes for this account only, and nobody without TLS."""
    return _document(
        {
            "Sid": "BudgetsPublishes",
            "Effect": "Allow",
            "Principal": _SERVICE,
            "Action": "sns:Publish",
            "Resource": topic_arn,
            "Condition": _on_behalf_of(partition, account_id),
        },
        {
            "Sid": "TlsOnly",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "sns:Publish",
            "Resource": topic_arn,
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        },
    )


def _on_behalf_of(partition: str, account_id: str) -> dict[str, Any]:
    return {
        "StringEquals": {"aws:SourceAccount": account_id},
        "ArnLike": {"aws:SourceArn": f"arn:{partition}:budgets::{account_id}:*"},
    }


def _document(*statements: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})
