"""Variables of ``tfstate-backend`` (Cloud Posse's component of that name, v2.1, and of its module)."""

from __future__ import annotations

from dataclasses import replace

from pydantic import Field

from blocks.bucket.settings import Algorithm
from blocks.bucket.variables import Days, NamedBucketVariables
from blocks.identifiers import BucketName, KeyArn
from components.tfstate_backend.access import AccessRole
from model.context import Context
from model.limits import Limits, known_limits
from model.variables import AccountId, Strict


class StaticAccountMap(Strict):
    """Accounts by name. The state backend comes before everything, so it cannot read the account map."""

    full_account_map: dict[str, AccountId] = Field(default_factory=dict, description="Name of each account to its id.")


class TfstateBackendVariables(NamedBucketVariables):
    """One state bucket with its keys, its lock table, and the roles that reach it."""

    name: str = Field("tfstate", description="Label of this instance.")
    force_destroy: bool = Field(
        False,
        description="Whether destroyed buckets, that of the access logs too, take everything in them along: all state, "
        "in every version.",
    )
    sse_algorithm: Algorithm = Field("aws:kms", description="Encryption of state; `aws:kms` makes a key here.")
    prevent_unencrypted_uploads: bool = Field(
        True, description="Refuse uploads that ask for another encryption than the bucket's."
    )
    require_encryption_header: bool = Field(
        False, description="Refuse uploads that do not ask for encryption; Pulumi's do not, Terraform's do."
    )
    noncurrent_version_expiration_days: Days | None = Field(
        365, description="Days that superseded versions of state are kept; null for ever."
    )
    noncurrent_versions_kept: int | None = Field(
        20, ge=1, le=100, description="Superseded versions that are kept however old they are."
    )
    lock_version_expiration_days: Days = Field(
        1, description="Days that superseded versions of Pulumi's locks are kept."
    )
    create_access_log_bucket: bool = Field(
        False, description="Whether a second bucket, `<id>-access-logs`, records who reads state."
    )
    access_log_bucket_name: BucketName | None = Field(
        None, description="A bucket of the same account and region that collects access logs already."
    )
    access_log_expiration_days: Days = Field(365, description="Days until access logs expire in a bucket made here.")
    s3_replication_enabled: bool = Field(False, description="Whether state is copied to a second bucket.")
    s3_replica_bucket_arn: str | None = Field(
        None, pattern=r"^arn:[a-z-]+:s3:::[a-z0-9.-]+$", description="The bucket that copies go to; versioned."
    )
    s3_replica_kms_key_arn: KeyArn | None = Field(
        None, description="The key of the copies; needed with `sse_algorithm: aws:kms`."
    )

    dynamodb_enabled: bool = Field(
        False, description="A lock table for Terraform before 1.10; Pulumi and later ones lock in the bucket."
    )
    enable_point_in_time_recovery: bool = Field(True, description="Whether the lock table can be put back in time.")
    deletion_protection_enabled: bool = Field(True, description="Whether AWS refuses to delete the lock table.")

    pulumi_secrets_key_enabled: bool = Field(True, description="Whether a key is made for Pulumi's secrets provider.")
    pulumi_project: str = Field(
        "rootstock",
        pattern=r"^[A-Za-z0-9_.-]{1,100}$",
        description="Pulumi project whose stacks the roles' `stacks` mean.",
    )

    access_roles_enabled: bool = Field(
        True, description="Whether roles are made; without, only the account's own administrators reach the state."
    )
    access_roles: dict[str, AccessRole] = Field(
        default_factory=dict, description="Roles by name; `default` is called like the bucket, others are added to it."
    )
    organization_id: str | None = Field(
        None,
        pattern=r"^o-[a-z0-9]{10,32}$",
        description="The organization, once there is one: keeps all others out, and gives `*` its meaning.",
    )
    account_map: StaticAccountMap = Field(
        default_factory=lambda: StaticAccountMap(full_account_map={}),
        description="Ids of the accounts that roles name.",
    )
    limits: dict[str, int] = Field(default_factory=dict, description="Limits of AWS that are others in your account.")

    @property
    def table(self) -> str:
        """The lock table's name."""
        return f"{self.bucket}-lock"

    @property
    def secrets_alias(self) -> str:
        """The alias of the key of Pulumi's secrets provider, without ``alias/`` before it."""
        return f"{self.bucket}-secrets"

    @property
    def roles(self) -> dict[str, AccessRole]:
        """The roles that are made, by key."""
        return self.access_roles if self.access_roles_enabled else {}

    def role_context(self, key: str) -> Context:
        """Labels of a role: IAM knows no regions, so the environment is ``gbl``."""
        context = replace(self.context, environment="gbl")
        return context if key == "default" else context.derive(None, key)

    @property
    def own_account(self) -> str:
        """The name of the account that the backend is in."""
        return f"{self.tenant}-{self.stage}"

    @property
    def known_limits(self) -> Limits:
        """AWS's limits with what the configuration overrides."""
        return known_limits(self.limits)
