"""Whether images may be shared publicly, per account and region."""

from __future__ import annotations

from typing import Any

from sandbox.provider.resource import Change, Resource
from sandbox.provider.waiting import until_true
from sandbox.provider.wire import Properties

_BLOCKED = "block-new-sharing"


class ImageBlockPublicAccess(Resource):
    """``aws.ec2.ImageBlockPublicAccess``: a deletion does NOTHING in AWS."""

    def create(self, inputs: Properties) -> str:
        """EnableImageBlockPublicAccess or DisableImageBlockPublicAccess, and waits for it."""
        self._put(inputs["state"])
        return self.aws.account_id

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetImageBlockPublicAccessState."""
        return {"state": self._state()}

    def update(self, identifier: str, change: Change) -> None:
        """As creation."""
        self._put(change.new["state"])

    def _put(self, state: str) -> None:
        if state == _BLOCKED:
            self._client.enable_image_block_public_access(ImageBlockPublicAccessState=state)
        else:
            self._client.disable_image_block_public_access()
        until_true(lambda: self._state() == state, f"image block public access to be {state}", 600)

    def _state(self) -> str:
        return str(self._client.get_image_block_public_access_state()["ImageBlockPublicAccessState"])

    @property
    def _client(self) -> Any:
        return self.client("ec2")
