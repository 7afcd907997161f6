"""The key that new volumes are encrypted with, per account and region."""

from __future__ import annotations

from typing import Any

from sandbox.provider.resource import Resource
from sandbox.provider.wire import Properties


class DefaultKmsKey(Resource):
    """``aws.ebs.DefaultKmsKey``: a deletion RESETS to AWS's own key, also after a replacement."""

    def create(self, inputs: Properties) -> str:
        """ModifyEbsDefaultKmsKeyId."""
        return str(self._client.modify_ebs_default_kms_key_id(KmsKeyId=inputs["keyArn"])["KmsKeyId"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetEbsDefaultKmsKeyId."""
        return {"keyArn": self._client.get_ebs_default_kms_key_id()["KmsKeyId"]}

    def delete(self, identifier: str, state: Properties) -> None:
        """ResetEbsDefaultKmsKeyId."""
        self._client.reset_ebs_default_kms_key_id()

    @property
    def _client(self) -> Any:
        return self.client("ec2")
