"""What a Pulumi stack's own state holds from earlier runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class RecordedResource:
    """One resource of the state: its URN, the type and name in it, and its outputs (camelCase keys)."""

    urn: str
    type: str
    name: str
    outputs: Mapping[str, Any]


@dataclass(frozen=True)
class Recorded:
    """Every resource that the stack's own state holds; empty for a stack that was never deployed."""

    resources: tuple[RecordedResource, ...] = ()

    def of_type(self, token: str) -> Iterator[RecordedResource]:
        """The recorded resources of one type token, such as ``aws:organizations/account:Account``."""
        return (resource for resource in self.resources if resource.type == token)

    @staticmethod
    def parse(outputs_by_urn: Mapping[str, Mapping[str, Any]]) -> Recorded:
        """The records that the engine's ``readStackResourceOutputs`` answers with."""
        return Recorded(tuple(_parse(urn, outputs) for urn, outputs in sorted(outputs_by_urn.items())))


def _parse(urn: str, outputs: Mapping[str, Any]) -> RecordedResource:
    _, _, rest = urn.partition("::")
    _, _, rest = rest.partition("::")
    types, _, name = rest.partition("::")
    return RecordedResource(urn, types.split("$")[-1], name, outputs)
