"""How new instances serve their metadata, per account and region."""

from __future__ import annotations

from typing import Any

from sandbox.provider.resource import Change, Resource
from sandbox.provider.wire import Properties

_UNSET: Properties = {
    "httpEndpoint": "no-preference",
    "httpPutResponseHopLimit": -1,
    "httpTokens": "no-preference",
    "instanceMetadataTags": "no-preference",
}
_SENT = {name: name[0].upper() + name[1:] for name in _UNSET}


class InstanceMetadataDefaults(Resource):
    """``aws.ec2.InstanceMetadataDefaults``: with nothing set it does not exist; a deletion RESETS all four."""

    importable = False

    def create(self, inputs: Properties) -> str:
        """ModifyInstanceMetadataDefaults with all four."""
        self._put(inputs)
        return self.aws.account_id

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetInstanceMetadataDefaults."""
        found = self._client.get_instance_metadata_defaults().get("AccountLevel") or {}
        known = {name: found.get(theirs) or _UNSET[name] for name, theirs in _SENT.items()}
        return known if known != _UNSET else None

    def update(self, identifier: str, change: Change) -> None:
        """ModifyInstanceMetadataDefaults with all four."""
        self._put(change.new)

    def delete(self, identifier: str, state: Properties) -> None:
        """ModifyInstanceMetadataDefaults with no preference."""
        self._put(_UNSET)

    def _put(self, properties: Properties) -> None:
        wanted = {theirs: properties.get(name, _UNSET[name]) for name, theirs in _SENT.items()}
        self._client.modify_instance_metadata_defaults(**wanted)

    @property
    def _client(self) -> Any:
        return self.client("ec2")
