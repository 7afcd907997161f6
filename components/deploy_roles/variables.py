"""Variables of ``deploy-roles``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from blocks.deploy_roles import DeployRoleNames
from blocks.identifiers import PrincipalArn
from model.limits import Limits, known_limits
from model.variables import Strict

StateRoleArn = Annotated[str, StringConstraints(pattern=r"^arn:[a-z-]+:iam::(\d{12}|\*):role/.+$")]
ManagedPolicy = Annotated[str, StringConstraints(pattern=r"^(arn:[a-z-]+:iam::(aws|\d{12}):policy/)?[\w+=,.@/-]+$")]
Action = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+:[A-Za-z0-9*?]+$")]
StackGlob = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_*?-]+$")]
Operation = Literal["destroy", "detect-drift", "preview", "refresh", "remediate-drift", "update"]

READS_DATA = (
    "dynamodb:BatchGetItem",
    "dynamodb:GetItem",
    "dynamodb:Query",
    "dynamodb:Scan",
    "kinesis:GetRecords",
    "kms:Decrypt",
    "lambda:GetFunction",
    "s3:GetObject",
    "s3:GetObjectVersion",
    "secretsmanager:GetSecretValue",
    "sqs:ReceiveMessage",
    "ssm:GetParameter*",
)
"""What AWS's ``ReadOnlyAccess`` allows and no preview of ours needs: a pull request would read data with it."""


class PulumiCloudTrust(Strict):
    """Deployments of Pulumi Cloud that may take the roles, by the subject of their tokens."""

    organization: str = Field(
        description="Organization of Pulumi Cloud, as `app.pulumi.com/<it>` spells it: in lower case.",
        pattern=r"^[a-z0-9][a-z0-9_-]*$",
    )
    project: str = Field("rootstock", description="Pulumi project.", pattern=r"^[\w.-]+$")
    stacks: list[StackGlob] | None = Field(
        None, min_length=1, description="Pulumi stacks; `*` and `?` are wildcards. Null for those of the account."
    )
    plan_operations: list[Operation] = Field(
        ["detect-drift", "preview", "refresh", "update"],
        min_length=1,
        description="Operations that may read. An update is among them: it begins with the plan role.",
    )
    apply_operations: list[Operation] = Field(
        ["update"], min_length=1, description="Operations that may change the account."
    )
    create_provider: bool = Field(
        True, description="Whether the identity provider is made here; false where the account has it already."
    )


class GithubTrust(Strict):
    """Workflows of GitHub Actions that may take the roles, by the subject of their tokens."""

    repository: str = Field(
        description="Repository as `owner/name`; nothing else may take the roles.",
        pattern=r"^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$",
    )
    branches: list[Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_./-]*$")]] = Field(
        ["main"], min_length=1, description="Branches whose workflows may change the account."
    )
    pull_requests: bool = Field(True, description="Whether workflows of pull requests may read.")
    environments: list[str] = Field(
        default_factory=list,
        description="Environments of GitHub that a job must run in to change the account, in the place of `branches`.",
    )
    create_provider: bool = Field(
        True, description="Whether the identity provider is made here; false where the account has it already."
    )


class DeployRolesVariables(DeployRoleNames):
    """Two roles of one account for machines: one that reads for previews, one that changes for updates."""

    pulumi_cloud: PulumiCloudTrust | None = Field(None, description="Who may take the roles from Pulumi Cloud.")
    github: GithubTrust | None = Field(None, description="Who may take the roles from GitHub Actions.")
    trust_management_account: bool = Field(
        True, description="Whether administrators of the management account may take the roles too, to run by hand."
    )
    trusted_principal_arns: list[PrincipalArn] = Field(
        default_factory=list, description="Further principals that may take both, by ARN; wildcards are understood."
    )
    plan_policies: list[ManagedPolicy] = Field(
        ["ReadOnlyAccess"],
        description="Managed policies of the plan role: ARNs, or names of AWS's own.",
    )
    plan_denied_actions: list[Action] = Field(
        list(READS_DATA),
        description="What the plan role may not do, whatever its policies allow: by default to read data.",
    )
    apply_policies: list[ManagedPolicy] = Field(
        ["AdministratorAccess"],
        description="Managed policies of the apply role: ARNs, or names of AWS's own.",
    )
    permissions_boundary: str | None = Field(
        None, pattern=r"^arn:[a-z-]+:iam::(aws|\d{12}):policy/.+$", description="Boundary of both roles."
    )
    plan_state_role_arns: list[StateRoleArn] = Field(
        default_factory=list, description="Access roles of `tfstate-backend` that the plan role may take."
    )
    apply_state_role_arns: list[StateRoleArn] = Field(
        default_factory=list, description="Access roles of `tfstate-backend` that the apply role may take."
    )
    max_session_duration: int = Field(3600, ge=3600, le=43200, description="Longest session in seconds.")
    limits: dict[str, int] = Field(default_factory=dict, description="Limits of AWS that are others in your account.")

    @property
    def account(self) -> str:
        """The name of the account."""
        return f"{self.tenant}-{self.stage}"

    @property
    def stacks(self) -> list[str]:
        """The Pulumi stacks that may take the roles, as patterns: by default the account's own."""
        given = self.pulumi_cloud.stacks if self.pulumi_cloud else None
        return given or [self.account, f"{self.account}-*"]

    @property
    def known_limits(self) -> Limits:
        """AWS's limits with what the configuration overrides."""
        return known_limits(self.limits)
