"""AWS Config: how often recorders record, whether they may deliver, and aggregators that are put again."""

from __future__ import annotations

import json

from moto.config.exceptions import NoSuchBucketException, ValidationException
from moto.config.responses import ConfigResponse as MotoConfigResponse
from moto.core.exceptions import JsonRESTError
from moto.s3.models import s3_backends

from sandbox.aws.iam.policy import Request, allows
from sandbox.aws.organizations.management import organization_of
from sandbox.aws.parsing import parameters

_FREQUENCIES = ("CONTINUOUS", "DAILY")
_SERVICE = "config.amazonaws.com"


class InsufficientDeliveryPolicyException(JsonRESTError):  # type: ignore[misc]
    """The bucket does not let AWS Config write."""

    code = 400

    def __init__(self, bucket: str, prefix: str | None) -> None:
        super().__init__(
            "InsufficientDeliveryPolicyException",
            f"Insufficient delivery policy to s3 bucket: {bucket}, unable to write to bucket, provided s3 key prefix "
            f"is '{prefix or 'null'}'.",
        )


class ConfigResponse(MotoConfigResponse):  # type: ignore[misc]
    """Moto's Config with what AWS does beyond it."""

    def put_configuration_recorder(self) -> str:
        """PutConfigurationRecorder: with its mode, which is continuous when nothing is said."""
        given = parameters(self)["ConfigurationRecorder"]
        mode = given.get("recordingMode") or {"recordingFrequency": _FREQUENCIES[0]}
        for chosen in (mode, *mode.get("recordingModeOverrides", ())):
            if chosen.get("recordingFrequency") not in _FREQUENCIES:
                raise ValidationException(f"recordingFrequency must be one of {', '.join(_FREQUENCIES)}")
        answer = str(super().put_configuration_recorder())
        self.config_backend.recorders[given["name"]].recording_mode = mode
        return answer

    def put_delivery_channel(self) -> str:
        """PutDeliveryChannel: writes to the bucket at once, to see whether it may."""
        given = parameters(self)["DeliveryChannel"]
        bucket, prefix = given.get("s3BucketName"), given.get("s3KeyPrefix")
        if bucket and self.config_backend.recorders and not self._delivers(bucket, prefix):
            raise InsufficientDeliveryPolicyException(bucket, prefix)
        return str(super().put_delivery_channel())

    def put_configuration_aggregator(self) -> str:
        """PutConfigurationAggregator: tags are those of its creation. Moto loses them when it is put again."""
        held = self.config_backend.config_aggregators.get(parameters(self)["ConfigurationAggregatorName"])
        tags = held.tags if held else None
        answer = str(super().put_configuration_aggregator())
        if held:
            held.tags = tags
        return answer

    def _delivers(self, name: str, prefix: str | None) -> bool:
        """Whether something can be written: with the recorder's role in a bucket of the account, else as a service."""
        account = self.current_account
        try:
            bucket = s3_backends[account][self.partition].get_bucket(name)
        except Exception:
            raise NoSuchBucketException from None
        if bucket.account_id == account:
            return True
        organization = organization_of(account, self.partition)
        context = {"aws:sourceaccount": account} | ({"aws:sourceorgid": organization.org.id} if organization else {})
        arn, folder = f"arn:{self.partition}:s3:::{name}", f"{prefix}/AWSLogs" if prefix else "AWSLogs"
        written = context | {"s3:x-amz-acl": "bucket-owner-full-control"}
        file = f"{arn}/{folder}/{account}/Config/ConfigWritabilityCheckFile"
        wanted = (
            Request("s3:GetBucketAcl", arn, service=_SERVICE, context=context),
            Request("s3:PutObject", file, service=_SERVICE, context=written),
        )
        policy = json.loads(bucket.policy) if bucket.policy else {}
        return all(allows(policy, request) for request in wanted)
