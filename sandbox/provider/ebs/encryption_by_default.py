"""Whether new volumes are encrypted, per account and region."""

from __future__ import annotations

from typing import Any

from sandbox.provider.resource import Change, Resource
from sandbox.provider.unique import unique_name
from sandbox.provider.wire import Properties


class EncryptionByDefault(Resource):
    """``aws.ebs.EncryptionByDefault``: a deletion switches encryption OFF."""

    def create(self, inputs: Properties) -> str:
        """EnableEbsEncryptionByDefault or DisableEbsEncryptionByDefault."""
        self._switch(inputs["enabled"])
        return unique_name()

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetEbsEncryptionByDefault."""
        return {"enabled": bool(self._client.get_ebs_encryption_by_default()["EbsEncryptionByDefault"])}

    def update(self, identifier: str, change: Change) -> None:
        """On or off."""
        self._switch(change.new["enabled"])

    def delete(self, identifier: str, state: Properties) -> None:
        """DisableEbsEncryptionByDefault."""
        self._switch(False)

    def _switch(self, on: bool) -> None:
        verb = "enable" if on else "disable"
        getattr(self._client, f"{verb}_ebs_encryption_by_default")()

    @property
    def _client(self) -> Any:
        return self.client("ec2")
