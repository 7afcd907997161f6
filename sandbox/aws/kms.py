"""KMS: how often keys rotate, and replicas of multi-Region keys, which have much of their own."""

from __future__ import annotations

import json
import re
from copy import copy
from typing import Any
from uuid import uuid4

from moto.core.exceptions import JsonRESTError
from moto.kms import models
from moto.kms.models import Key, KmsBackend, kms_backends
from moto.kms.responses import KmsResponse as MotoKmsResponse

from sandbox.aws.substitution import substitute

_MULTI_REGION = re.compile(r"mrk-[0-9a-f]{32}")
_DAYS = 365
_POLICY = "default"
_FEWEST_DAYS, _MOST_DAYS = 90, 2560


def _key_id(multi_region: bool = False) -> str:
    return f"mrk-{uuid4().hex}" if multi_region else str(uuid4())


# Moto puts dashes into the ids of multi-Region keys.
models.generate_key_id = _key_id


class Backend(KmsBackend):  # type: ignore[misc]
    """Moto's KMS with what AWS does beyond it."""

    def __init__(self, region_name: str, account_id: str) -> None:
        super().__init__(region_name, account_id)
        self.periods: dict[str, int] = {}

    def create_key(self, *arguments: Any, **named: Any) -> Key:
        """A key that says whether it is for several regions, also when it is not."""
        key: Key = super().create_key(*arguments, **named)
        key.multi_region = bool(key.multi_region)
        return key

    def replicate(self, key_id: str, region: str, description: str, policy: str, tags: list[dict[str, str]]) -> Key:
        """A replica of the key in another region: its material is the primary's, the rest its own."""
        primary: Key = self.describe_key(key_id)
        there = kms_backends[self.account_id][region]
        if not primary.multi_region:
            raise _refuse("UnsupportedOperationException", f"{primary.arn} is not a multi-region key.")
        if primary.multi_region_configuration["MultiRegionKeyType"] != "PRIMARY":
            raise _refuse("UnsupportedOperationException", f"{primary.arn} is not a primary key.")
        if primary.id in there.keys:
            raise _refuse("AlreadyExistsException", f"A replica of {primary.id} already exists in {region}.")
        replica: Key = copy(primary)
        replica.region, replica.arn = region, primary.arn.replace(f":{self.region_name}:", f":{region}:")
        replica.description, replica.aliases, replica.grants = description, {}, {}
        replica.policy = policy or replica.generate_default_policy()
        replica.enabled, replica.key_state, replica.deletion_date = True, "Enabled", None
        shared = primary.multi_region_configuration
        shared["ReplicaKeys"].append({"Arn": replica.arn, "Region": region})
        replica.multi_region_configuration = {**shared, "MultiRegionKeyType": "REPLICA"}
        there.keys[replica.id] = replica
        if tags:
            there.tagger.tag_resource(replica.id, tags)
        return replica


substitute(kms_backends, Backend)


class KmsResponse(MotoKmsResponse):  # type: ignore[misc]
    """Moto's KMS with what AWS does beyond it."""

    def enable_key_rotation(self) -> str:
        """EnableKeyRotation, with a period in days; a year when none is given."""
        days = self._get_param("RotationPeriodInDays") or _DAYS
        if not _FEWEST_DAYS <= int(days) <= _MOST_DAYS:
            message = f"RotationPeriodInDays must be between {_FEWEST_DAYS} and {_MOST_DAYS}."
            raise _refuse("ValidationException", message)
        answer = str(super().enable_key_rotation())
        self.kms_backend.periods[self._key.id] = int(days)
        return answer

    def get_key_rotation_status(self) -> str:
        """GetKeyRotationStatus."""
        status: dict[str, Any] = json.loads(super().get_key_rotation_status())
        if status["KeyRotationEnabled"]:
            status["RotationPeriodInDays"] = self.kms_backend.periods.get(self._key.id, _DAYS)
        return json.dumps({"KeyId": self._key.arn, **status})

    def get_key_policy(self) -> str:
        """GetKeyPolicy, with the name of the only policy that a key has."""
        return json.dumps({**json.loads(super().get_key_policy()), "PolicyName": _POLICY})

    def replicate_key(self) -> str:
        """ReplicateKey."""
        self._validate_key_id(self._get_param("KeyId"))
        tags = self._get_param("Tags") or []
        replica = self.kms_backend.replicate(
            self._key.id,
            self._get_param("ReplicaRegion"),
            self._get_param("Description") or "",
            self._get_param("Policy") or "",
            tags,
        )
        metadata = replica.to_dict()["KeyMetadata"]
        return json.dumps({"ReplicaKeyMetadata": metadata, "ReplicaPolicy": replica.policy, "ReplicaTags": tags})

    def _get_param(self, param_name: str, if_none: Any = None) -> Any:
        """Moto wants the policy's name to be said, which AWS no longer does."""
        return super()._get_param(param_name, _POLICY if param_name == "PolicyName" else if_none)

    def _validate_cmk_id(self, key_id: str) -> None:
        """Moto takes the ids of multi-Region keys with dashes only; as part of an ARN it takes any."""
        known = _MULTI_REGION.fullmatch(key_id)
        super()._validate_cmk_id(f"arn:{self.partition}:kms:{self.region}::key/{key_id}" if known else key_id)

    @property
    def _key(self) -> Key:
        return self.kms_backend.describe_key(self._get_param("KeyId"))


def _refuse(code: str, message: str) -> JsonRESTError:
    return JsonRESTError(code, message)
