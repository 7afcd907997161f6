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
    def parse(by_urn: Mapping[str, Mapping[str, Any]]) -> Recorded:
        """The records in what the engine's ``readStackResourceOutputs`` answers: URN to ``type`` and ``outputs``."""
        return Recorded(
            tuple(
                RecordedResource(urn, found["type"], urn.rpartition("::")[2], found.get("outputs") or {})
                for urn, found in sorted(by_urn.items())
            )
        )
