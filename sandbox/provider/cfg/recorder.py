"""Configuration recorders."""

from __future__ import annotations

from typing import Any

from sandbox.provider.resource import Change, Resource
from sandbox.provider.shapes import given
from sandbox.provider.wire import Properties


class Recorder(Resource):
    """``aws.cfg.Recorder``: made stopped; a creation overwrites one of that name."""

    gone = ("NoSuchConfigurationRecorderException",)

    def create(self, inputs: Properties) -> str:
        """PutConfigurationRecorder."""
        self._put(inputs["name"], inputs)
        return str(inputs["name"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """DescribeConfigurationRecorders."""
        found = self._client.describe_configuration_recorders(ConfigurationRecorderNames=[identifier])
        recorders = found["ConfigurationRecorders"]
        if not recorders:
            return None
        recorder = recorders[0]
        return {
            "name": identifier,
            "roleArn": recorder["roleARN"],
            "recordingGroup": _group_answered(recorder.get("recordingGroup")) or state.get("recordingGroup"),
            "recordingMode": _mode_answered(recorder.get("recordingMode")) or state.get("recordingMode"),
        }

    def update(self, identifier: str, change: Change) -> None:
        """PutConfigurationRecorder."""
        self._put(identifier, change.new)

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteConfigurationRecorder."""
        self._client.delete_configuration_recorder(ConfigurationRecorderName=identifier)

    def _put(self, name: str, properties: Properties) -> None:
        recorder = {
            "name": name,
            "roleARN": properties["roleArn"],
            **given(
                recordingGroup=_group_request(properties.get("recordingGroup")),
                recordingMode=_mode_request(properties.get("recordingMode")),
            ),
        }
        self._client.put_configuration_recorder(ConfigurationRecorder=recorder)

    @property
    def _client(self) -> Any:
        return self.client("config")


def _group_request(group: Properties | None) -> dict[str, Any] | None:
    if not group:
        return None
    exclusions, strategies = group.get("exclusionByResourceTypes"), group.get("recordingStrategies")
    return {
        "allSupported": group.get("allSupported", True),
        "includeGlobalResourceTypes": bool(group.get("includeGlobalResourceTypes")),
        **given(
            resourceTypes=group.get("resourceTypes"),
            exclusionByResourceTypes=exclusions[0] if exclusions else None,
            recordingStrategy=strategies[0] if strategies else None,
        ),
    }


def _group_answered(group: dict[str, Any] | None) -> Properties | None:
    if not group:
        return None
    exclusions, strategy = group.get("exclusionByResourceTypes"), group.get("recordingStrategy")
    return {
        "allSupported": group.get("allSupported", False),
        "includeGlobalResourceTypes": group.get("includeGlobalResourceTypes", False),
        **given(
            resourceTypes=group.get("resourceTypes"),
            exclusionByResourceTypes=[exclusions] if exclusions and exclusions.get("resourceTypes") else None,
            recordingStrategies=[strategy] if strategy else None,
        ),
    }


def _mode_request(mode: Properties | None) -> dict[str, Any] | None:
    if not mode:
        return None
    override = mode.get("recordingModeOverride")
    return given(
        recordingFrequency=mode.get("recordingFrequency"), recordingModeOverrides=[override] if override else None
    )


def _mode_answered(mode: dict[str, Any] | None) -> Properties | None:
    if not mode:
        return None
    overrides = mode.get("recordingModeOverrides")
    return given(
        recordingFrequency=mode.get("recordingFrequency"), recordingModeOverride=overrides[0] if overrides else None
    )
