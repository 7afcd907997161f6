"""The resources of ``config-bucket``."""

from __future__ import annotations

from blocks.log_bucket.accounts import named_accounts
from blocks.log_bucket.resource import Admitted, LogBucket, account_map_of
from blocks.wiring import Built, Wiring
from components.config_bucket.policy import Recording, bucket_statements, key_statements
from components.config_bucket.variables import ConfigBucketVariables

_TYPE = "rootstock:components:ConfigBucket"


def build(name: str, variables: ConfigBucketVariables, wiring: Wiring) -> Built:
    """Registers the bucket. Raises RunError where the map is missing or the policy would be too long for S3.

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
    bucket = LogBucket(_TYPE, name, variables, wiring, admitted)
    exports = {
        "config_bucket_id": bucket.logs.ready,
        "config_bucket_arn": bucket.logs.arn,
        "config_bucket_domain_name": bucket.logs.domain_name,
        "config_bucket_kms_key_arn": bucket.key.arn if bucket.key else None,
        **bucket.exports(account_map.organization_id),
    }
    return Built(bucket, exports)
