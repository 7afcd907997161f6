"""Whether a recorder records."""

from __future__ import annotations

from typing import Any

from sandbox.provider.resource import Change, Resource
from sandbox.provider.wire import Properties


class RecorderStatus(Resource):
    """``aws.cfg.RecorderStatus``: a deletion STOPS the recorder."""

    gone = ("NoSuchConfigurationRecorderException",)

    def create(self, inputs: Properties) -> str:
        """StartConfigurationRecorder; nothing when it shall not record, for it is made stopped."""
        if inputs["isEnabled"]:
            self._client.start_configuration_recorder(ConfigurationRecorderName=inputs["name"])
        return str(inputs["name"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """DescribeConfigurationRecorderStatus."""
        found = self._client.describe_configuration_recorder_status(ConfigurationRecorderNames=[identifier])
        recorders = found["ConfigurationRecordersStatus"]
        return {"name": identifier, "isEnabled": bool(recorders[0]["recording"])} if recorders else None

    def update(self, identifier: str, change: Change) -> None:
        """StartConfigurationRecorder or StopConfigurationRecorder, when that is what changed."""
        if change.of("isEnabled"):
            on = change.new["isEnabled"]
            switch = self._client.start_configuration_recorder if on else self._client.stop_configuration_recorder
            switch(ConfigurationRecorderName=change.new["name"])

    def delete(self, identifier: str, state: Properties) -> None:
        """StopConfigurationRecorder."""
        self._client.stop_configuration_recorder(ConfigurationRecorderName=identifier)

    @property
    def _client(self) -> Any:
        return self.client("config")
