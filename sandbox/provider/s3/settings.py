"""Settings of a bucket that its own resource shows though side resources make them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sandbox.provider.errors import code
from sandbox.provider.shapes import from_aws
from sandbox.provider.wire import Properties

_NONE = frozenset(
    {
        "NoSuchBucketPolicy",
        "NoSuchLifecycleConfiguration",
        "ReplicationConfigurationNotFoundError",
        "ServerSideEncryptionConfigurationNotFoundError",
        "ObjectLockConfigurationNotFoundError",
        "NotImplemented",
        "MethodNotAllowed",
        "XNotImplemented",
    }
)
_NAMES = {"sseAlgorithm": "SSEAlgorithm", "kmsMasterKeyId": "KMSMasterKeyID"}


def read(client: Any, bucket: str) -> Properties:
    """Versioning, encryption, object lock, policy, payer and logging of a bucket, as far as it has them."""
    found: Properties = {}
    for name, reader in _READERS.items():
        try:
            found[name] = reader(client, bucket)
        except Exception as error:
            if code(error) not in _NONE:
                raise
    found["objectLockEnabled"] = bool(found.get("objectLockConfiguration"))
    return found


def _versioning(client: Any, bucket: str) -> Any:
    answer = client.get_bucket_versioning(Bucket=bucket)
    return {"enabled": answer.get("Status") == "Enabled", "mfaDelete": answer.get("MFADelete") == "Enabled"}


def _encryption(client: Any, bucket: str) -> Any:
    rules = client.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"]
    return {
        "rule": {
            "applyServerSideEncryptionByDefault": from_aws(rules[0].get("ApplyServerSideEncryptionByDefault"), _NAMES),
            "bucketKeyEnabled": bool(rules[0].get("BucketKeyEnabled")),
        }
    }


def _object_lock(client: Any, bucket: str) -> Any:
    return from_aws(client.get_object_lock_configuration(Bucket=bucket)["ObjectLockConfiguration"])


def _policy(client: Any, bucket: str) -> Any:
    return client.get_bucket_policy(Bucket=bucket)["Policy"]


def _payer(client: Any, bucket: str) -> Any:
    return client.get_bucket_request_payment(Bucket=bucket).get("Payer", "BucketOwner")


def _logging(client: Any, bucket: str) -> Any:
    enabled = client.get_bucket_logging(Bucket=bucket).get("LoggingEnabled")
    return {"targetBucket": enabled["TargetBucket"], "targetPrefix": enabled["TargetPrefix"]} if enabled else None


_READERS: dict[str, Callable[[Any, str], Any]] = {
    "versioning": _versioning,
    "serverSideEncryptionConfiguration": _encryption,
    "objectLockConfiguration": _object_lock,
    "policy": _policy,
    "requestPayer": _payer,
    "logging": _logging,
}
