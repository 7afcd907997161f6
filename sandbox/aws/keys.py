"""KMS keys by any of their names."""

from __future__ import annotations

from typing import Any

from moto.kms.models import kms_backends


def find_key(name: str, account_id: str, region: str) -> Any:
    """The key with this id, ARN, alias or alias ARN, in the account that an ARN names; None when there is none."""
    owner = name.split(":")[4] if name.startswith("arn:") else account_id
    short = name.rsplit(":", 1)[-1] if name.startswith("arn:") else name
    for key in kms_backends[owner][region].keys.values():
        if short in (key.id, f"key/{key.id}", *key.aliases):
            return key
    return None
