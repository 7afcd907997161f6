"""The resources of ``config-bucket``."""

from __future__ import annotations

import pulumi

from blocks.log_bucket.accounts import named_accounts
from blocks.log_bucket.resource import Admitted, LogBucket, account_map_of
from blocks.wiring import Built, Wiring
from components.config_bucket.policy import Recording, bucket_statements, key_statements
from components.config_bucket.variables import ConfigBucketVariables

_TYPE = "rootstock:components:ConfigBucket"


def build(name: str, variables: ConfigBucketVariables, wiring: Wiring) -> Built:
    """Registers the bucket. Raises RunError where it cannot be: without the map, with too long a policy, without a
    bucket of access logs in the instance that is to have one.

    Exports the bucket's domain name, id and ARN, its key, the bucket of its access logs, and the organization that it
    serves.
    """
    account_map = account_map_of(name, wiring)
    given = variables.account_recorders
    anybody = given == "organization"
    accounts = None if anybody else named_accounts("account_recorders", given, account_map)
    recording = Recording(account_map.organization_id, accounts)
    arn = f"arn:{wiring.partition}:s3:::{variables.bucket}"
    admitted = Admitted(
        bucket=bucket_statements(arn, recording, variables.s3_key_prefix),
        key=key_statements(recording),
        shorter="set `account_recorders: organization`",
    )
    bucket = LogBucket(_TYPE, name, variables, wiring, admitted, access_log_bucket=_access_logs(variables, wiring))
    exports = {
        "config_bucket_id": bucket.logs.ready,
        "config_bucket_arn": bucket.logs.arn,
        "config_bucket_domain_name": bucket.logs.domain_name,
        "config_bucket_kms_key_arn": bucket.key.arn if bucket.key else None,
        **bucket.exports(account_map.organization_id),
    }
    return Built(bucket, exports)


def _access_logs(variables: ConfigBucketVariables, wiring: Wiring) -> pulumi.Input[str] | None:
    """Where access logs go by another instance."""
    if variables.access_log_bucket_component_name is None:
        return None
    found: pulumi.Input[str] | None = wiring.upstreams["access-logs"]["access_log_bucket_id"]
    if found is None:
        raise pulumi.RunError(
            f"'{variables.access_log_bucket_component_name}' has no bucket of access logs: set its "
            f"`create_access_log_bucket: true` and `access_log_sources: [{variables.bucket}]`"
        )
    return found
