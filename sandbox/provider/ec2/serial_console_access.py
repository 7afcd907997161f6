"""Whether the serial console of instances may be used, per account and region."""

from __future__ import annotations

from typing import Any

from sandbox.provider.resource import Change, Resource
from sandbox.provider.wire import Properties


class SerialConsoleAccess(Resource):
    """``aws.ec2.SerialConsoleAccess``: allowed by default; a deletion forbids it."""

    def create(self, inputs: Properties) -> str:
        """EnableSerialConsoleAccess or DisableSerialConsoleAccess."""
        self._switch(inputs["enabled"])
        return self.region

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetSerialConsoleAccessStatus."""
        return {"enabled": bool(self._client.get_serial_console_access_status()["SerialConsoleAccessEnabled"])}

    def update(self, identifier: str, change: Change) -> None:
        """As creation."""
        self._switch(change.new["enabled"])

    def delete(self, identifier: str, state: Properties) -> None:
        """DisableSerialConsoleAccess."""
        self._switch(False)

    def adopt(self, identifier: str) -> tuple[str, Properties]:
        """The region."""
        return identifier, {"region": identifier}

    def _switch(self, on: bool) -> None:
        verb = "enable" if on else "disable"
        getattr(self._client, f"{verb}_serial_console_access")()

    @property
    def _client(self) -> Any:
        return self.client("ec2")
