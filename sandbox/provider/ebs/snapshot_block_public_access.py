"""Whether snapshots may be shared publicly, per account and region."""

from __future__ import annotations

from typing import Any

from sandbox.provider.resource import Change, Resource
from sandbox.provider.wire import Properties


class SnapshotBlockPublicAccess(Resource):
    """``aws.ebs.SnapshotBlockPublicAccess``: a deletion UNBLOCKS sharing."""

    def create(self, inputs: Properties) -> str:
        """EnableSnapshotBlockPublicAccess."""
        self._client.enable_snapshot_block_public_access(State=inputs["state"])
        return self.region

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetSnapshotBlockPublicAccessState."""
        return {"state": self._client.get_snapshot_block_public_access_state()["State"]}

    def update(self, identifier: str, change: Change) -> None:
        """EnableSnapshotBlockPublicAccess."""
        self._client.enable_snapshot_block_public_access(State=change.new["state"])

    def delete(self, identifier: str, state: Properties) -> None:
        """DisableSnapshotBlockPublicAccess."""
        self._client.disable_snapshot_block_public_access()

    def adopt(self, identifier: str) -> tuple[str, Properties]:
        """The region."""
        return identifier, {"region": identifier}

    @property
    def _client(self) -> Any:
        return self.client("ec2")
