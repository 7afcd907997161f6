"""AWS Config: how often recorders record, and aggregators that are put again."""

from __future__ import annotations

from moto.config.exceptions import ValidationException
from moto.config.responses import ConfigResponse as MotoConfigResponse

from sandbox.aws.parsing import parameters

_FREQUENCIES = ("CONTINUOUS", "DAILY")


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

    def put_configuration_aggregator(self) -> str:
        """PutConfigurationAggregator: tags are those of its creation. Moto loses them when it is put again."""
        held = self.config_backend.config_aggregators.get(parameters(self)["ConfigurationAggregatorName"])
        tags = held.tags if held else None
        answer = str(super().put_configuration_aggregator())
        if held:
            held.tags = tags
        return answer
