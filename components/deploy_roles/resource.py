"""The resources of ``deploy-roles``."""

from __future__ import annotations

from functools import partial

import pulumi
import pulumi_aws as aws

from blocks.own_account import own_account_id
from blocks.wiring import Built, Wiring
from components.deploy_roles.permissions import inline_policy, managed_policies
from components.deploy_roles.trust import (
    GITHUB_AUDIENCE,
    GITHUB_ISSUER,
    PULUMI_ISSUER,
    Purpose,
    Trusting,
    trust_policy,
)
from components.deploy_roles.variables import DeployRolesVariables


class DeployRoles(pulumi.ComponentResource):
    """Identity providers, and the two roles that their tokens are exchanged for."""

    def __init__(self, name: str, variables: DeployRolesVariables, wiring: Wiring) -> None:
        super().__init__("rootstock:components:DeployRoles", name, {}, wiring.options())
        self._prefix, self._variables, self._partition = name, variables, wiring.partition
        self._management = wiring.account_map.root_account_id if wiring.account_map else None
        self._account_id = own_account_id(wiring)
        self._child = pulumi.ResourceOptions(parent=self)
        self._made: list[pulumi.Resource] = []
        self.provider_arns = self._identity_providers()
        roles = {purpose: self._role(purpose) for purpose in Purpose}
        self.arns = {purpose: role.arn for purpose, role in roles.items()}
        self.register_outputs({})

    def _identity_providers(self) -> dict[str, pulumi.Output[str]]:
        """The ARN of each provider that is trusted, made here or not, by the name of its issuer."""
        cloud, github = self._variables.pulumi_cloud, self._variables.github
        wanted = {
            "pulumi-cloud": cloud and (PULUMI_ISSUER, cloud.organization, cloud.create_provider),
            "github": github and (GITHUB_ISSUER, GITHUB_AUDIENCE, github.create_provider),
        }
        return {key: self._identity_provider(key, *one) for key, one in wanted.items() if one}

    def _identity_provider(self, key: str, issuer: str, audience: str, create: bool) -> pulumi.Output[str]:
        if not create:
            return self._account_id.apply(lambda account_id: Trusting(self._partition, account_id).provider(issuer))
        made = aws.iam.OpenIdConnectProvider(
            f"{self._prefix}-{key}",
            url=f"https://{issuer}",
            client_id_lists=[audience],
            tags=self._variables.context.derive(None, key).all_tags,
            opts=self._child,
        )
        self._made.append(made)
        return made.arn

    def _role(self, purpose: Purpose) -> aws.iam.Role:
        variables = self._variables
        planning = purpose is Purpose.PLAN
        physical = variables.plan_role if planning else variables.apply_role
        role = aws.iam.Role(
            f"{self._prefix}-{purpose}",
            name=physical,
            description="Reads this account for previews" if planning else "Deploys this account's stacks",
            assume_role_policy=self._trusting().apply(partial(trust_policy, variables, purpose)),
            max_session_duration=variables.max_session_duration,
            permissions_boundary=variables.permissions_boundary,
            tags=variables.role_context(purpose).all_tags | {"Name": physical},
            # AWS refuses a trust in a provider that it does not know yet.
            opts=pulumi.ResourceOptions(parent=self, depends_on=list(self._made)),
        )
        for arn in managed_policies(variables, purpose, self._partition):
            aws.iam.RolePolicyAttachment(
                f"{self._prefix}-{purpose}-{arn.rpartition('/')[2]}", role=role.name, policy_arn=arn, opts=self._child
            )
        inline = inline_policy(variables, purpose)
        if inline:
            aws.iam.RolePolicy(
                f"{self._prefix}-{purpose}-policy", name="deploy", role=role.name, policy=inline, opts=self._child
            )
        return role

    def _trusting(self) -> pulumi.Output[Trusting]:
        known = pulumi.Output.all(self._account_id, self._management)
        return known.apply(lambda ids: Trusting(self._partition, ids[0], ids[1]))


def build(name: str, variables: DeployRolesVariables, wiring: Wiring) -> Built:
    """Registers the roles. Exports ``plan_role_arn``, ``apply_role_arn``, and ``oidc_provider_arns`` by issuer."""
    made = DeployRoles(name, variables, wiring)
    return Built(
        made,
        {
            "plan_role_arn": made.arns[Purpose.PLAN],
            "apply_role_arn": made.arns[Purpose.APPLY],
            "oidc_provider_arns": dict(made.provider_arns),
        },
    )
