"""AWS Config: aggregators that are put again."""

from __future__ import annotations

from moto.config.responses import ConfigResponse as MotoConfigResponse

from sandbox.aws.parsing import parameters


class ConfigResponse(MotoConfigResponse):  # type: ignore[misc]
    """Moto's Config with what AWS does beyond it."""

    def put_configuration_aggregator(self) -> str:
        """PutConfigurationAggregator: tags are those of its creation. Moto loses them when it is put again."""
        held = self.config_backend.config_aggregators.get(parameters(self)["ConfigurationAggregatorName"])
        tags = held.tags if held else None
        answer = str(super().put_configuration_aggregator())
        if held:
            held.tags = tags
        return answer
