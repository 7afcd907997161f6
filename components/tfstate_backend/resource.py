"""The resources of ``tfstate-backend``."""

from __future__ import annotations

from typing import Any

import pulumi
import pulumi_aws as aws

from blocks.bucket.access_logs import access_log_bucket
from blocks.bucket.resource import PrivateBucket
from blocks.bucket.settings import BucketSettings, log_prefix
from blocks.key import KeySettings, ProtectedKey, key_policy
from blocks.wiring import Built, Wiring
from components.tfstate_backend.addresses import login_url, secrets_provider
from components.tfstate_backend.bucket_policy import bucket_statements
from components.tfstate_backend.lifecycle import access_log_lifecycle, state_lifecycle
from components.tfstate_backend.replication import replicate
from components.tfstate_backend.role_policy import Backend
from components.tfstate_backend.roles import access_roles
from components.tfstate_backend.table import lock_table
from components.tfstate_backend.trust import Trusting
from components.tfstate_backend.variables import TfstateBackendVariables


class TfstateBackend(pulumi.ComponentResource):
    """One state bucket with its keys, lock table and access roles. It stands on nothing else."""

    def __init__(self, name: str, variables: TfstateBackendVariables, wiring: Wiring) -> None:
        super().__init__("rootstock:components:TfstateBackend", name, {}, wiring.options())
        self._prefix, self._variables, self._partition = name, variables, wiring.partition
        caller = aws.get_caller_identity_output(opts=pulumi.InvokeOptions(parent=self))
        self._account_id = caller.account_id
        settings = BucketSettings(
            name=variables.bucket,
            tags=variables.context.all_tags,
            region=variables.region,
            algorithm=variables.sse_algorithm,
            force_destroy=variables.force_destroy,
            lifecycle=state_lifecycle(variables),
            log_prefix=log_prefix(variables.bucket),
        )
        self.state_key = self._key("state", variables.bucket) if settings.uses_kms else None
        self.secrets_key = self._key("secrets", variables.secrets_alias) if self._has_secrets else None
        self.bucket = self._bucket(settings)
        self.table = lock_table(name, variables, self) if variables.dynamodb_enabled else None
        self.role_arns = access_roles(name, variables, self._trusting(), self._backend(), self)
        if variables.s3_replication_enabled:
            key_arn = self.state_key.arn if self.state_key else None
            arns = pulumi.Output.all(self.bucket.arn, key_arn).apply(lambda known: (known[0], known[1]))
            replicate(name, variables, self.bucket.versioned, arns, self._account_id, self)
        self.register_outputs({"bucket": self.bucket.ready})

    @property
    def _has_secrets(self) -> bool:
        return self._variables.pulumi_secrets_key_enabled

    def _key(self, purpose: str, alias: str) -> ProtectedKey:
        settings = KeySettings(
            alias=alias,
            description=f"Encrypts {purpose} of bucket {self._variables.bucket}",
            tags=self._variables.context.all_tags,
            region=self._variables.region,
            deletion_window_days=30,
        )
        policy = self._account_id.apply(lambda account_id: key_policy(self._partition, account_id))
        return ProtectedKey(f"{self._prefix}-{purpose}", settings, self, policy)

    def _bucket(self, settings: BucketSettings) -> PrivateBucket:
        key_arn = self.state_key.arn if self.state_key else None
        statements = pulumi.Output.from_input(key_arn).apply(
            lambda known: list(bucket_statements(self._variables, settings.arn, known))
        )
        return PrivateBucket(
            self._prefix,
            settings,
            self,
            statements,
            kms_key_arn=key_arn,
            log_bucket=self._access_logs(settings),
        )

    def _access_logs(self, logged: BucketSettings) -> pulumi.Input[str] | None:
        variables = self._variables
        if not variables.create_access_log_bucket:
            return variables.access_log_bucket_name
        settings = BucketSettings(
            name=variables.access_log_bucket,
            tags=variables.context.derive(None, "access-logs").all_tags,
            region=variables.region,
            force_destroy=variables.force_destroy,
            lifecycle=access_log_lifecycle(variables),
        )
        return access_log_bucket(self._prefix, settings, logged, self._account_id, self)

    def _trusting(self) -> pulumi.Output[Trusting]:
        variables, partition = self._variables, self._partition

        def trusting(account_id: str) -> Trusting:
            accounts = {variables.own_account: account_id, **variables.account_map.full_account_map}
            return Trusting(partition, account_id, accounts, variables.organization_id)

        return self._account_id.apply(trusting)

    def _backend(self) -> pulumi.Output[Backend]:
        keys = [key.arn if key else None for key in (self.state_key, self.secrets_key)]
        table = self.table.arn if self.table else None
        return pulumi.Output.all(self.bucket.arn, *keys, table).apply(
            lambda known: Backend(known[0], self._variables.pulumi_project, known[1], known[2], known[3])
        )


def build(name: str, variables: TfstateBackendVariables, wiring: Wiring) -> Built:
    """Registers the backend. Exports its ids, and what `pulumi login`, Pulumi and Terraform must be told to use it."""
    made = TfstateBackend(name, variables, wiring)
    login, secrets = login_url(variables), secrets_provider(variables)
    exports: dict[str, Any] = {
        "tfstate_backend_s3_bucket_id": made.bucket.ready,
        "tfstate_backend_s3_bucket_arn": made.bucket.arn,
        "tfstate_backend_s3_bucket_domain_name": made.bucket.domain_name,
        "tfstate_backend_dynamodb_table_name": made.table.name if made.table else None,
        "tfstate_backend_dynamodb_table_id": made.table.id if made.table else None,
        "tfstate_backend_dynamodb_table_arn": made.table.arn if made.table else None,
        "tfstate_backend_access_role_arns": dict(made.role_arns),
        "tfstate_backend_kms_key_arn": made.state_key.arn if made.state_key else None,
        "pulumi_secrets_kms_key_arn": made.secrets_key.arn if made.secrets_key else None,
        "pulumi_login_url": made.bucket.ready.apply(lambda _: login),
        "pulumi_secrets_provider": secrets,
        "terraform_backend": {
            "bucket": made.bucket.ready,
            "region": variables.region,
            "encrypt": True,
            "kms_key_id": made.state_key.arn if made.state_key else None,
            "use_lockfile": not variables.dynamodb_enabled,
            "dynamodb_table": variables.table if variables.dynamodb_enabled else None,
        },
    }
    return Built(made, exports)
