"""The lock table of Terraform before 1.10."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from components.tfstate_backend.variables import TfstateBackendVariables

_KEY = "LockID"
"""The name that Terraform asks for."""


def lock_table(name: str, variables: TfstateBackendVariables, parent: pulumi.Resource) -> aws.dynamodb.Table:
    """Registers the table: encrypted, paid by request, protected."""
    return aws.dynamodb.Table(
        f"{name}-lock",
        name=variables.table,
        billing_mode="PAY_PER_REQUEST",
        hash_key=_KEY,
        attributes=[aws.dynamodb.TableAttributeArgs(name=_KEY, type="S")],
        deletion_protection_enabled=variables.deletion_protection_enabled,
        point_in_time_recovery=aws.dynamodb.TablePointInTimeRecoveryArgs(
            enabled=variables.enable_point_in_time_recovery
        ),
        server_side_encryption=aws.dynamodb.TableServerSideEncryptionArgs(enabled=True),
        region=variables.region,
        tags=variables.context.derive(None, "lock").all_tags,
        opts=pulumi.ResourceOptions(parent=parent, protect=True),
    )
