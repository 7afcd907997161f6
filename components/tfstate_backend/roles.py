"""The access roles."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pulumi
import pulumi_aws as aws

from components.tfstate_backend.role_policy import Backend, role_policy
from components.tfstate_backend.trust import Trusting, trust_policy
from components.tfstate_backend.variables import TfstateBackendVariables


def access_roles(
    name: str,
    variables: TfstateBackendVariables,
    trusting: pulumi.Output[Trusting],
    backend: pulumi.Output[Backend],
    parent: pulumi.Resource,
) -> Mapping[str, pulumi.Output[str]]:
    """Registers each role with its policy; their ARNs by key."""
    child = pulumi.ResourceOptions(parent=parent)
    arns: dict[str, pulumi.Output[str]] = {}
    for key, access in variables.roles.items():
        context = variables.role_context(key)
        role = aws.iam.Role(
            f"{name}-{key}-role",
            name=context.id,
            description=f"{'Reads and changes' if access.write_enabled else 'Reads'} state in {variables.bucket}",
            assume_role_policy=trusting.apply(partial(trust_policy, access)),
            tags=context.all_tags,
            opts=child,
        )
        aws.iam.RolePolicy(
            f"{name}-{key}-policy",
            name="state",
            role=role.name,
            policy=backend.apply(partial(role_policy, access)),
            opts=child,
        )
        arns[key] = role.arn
    return arns
