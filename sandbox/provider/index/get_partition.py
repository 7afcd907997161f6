"""The partition of the provider's region."""

from __future__ import annotations

from sandbox.provider.index.partitions import partition_of
from sandbox.provider.resource import Function
from sandbox.provider.wire import Properties


class GetPartition(Function):
    """``aws.get_partition``: no call, from the region alone."""

    def invoke(self, arguments: Properties) -> Properties:
        """Name, DNS suffix and reverse DNS prefix."""
        found = partition_of(self.region)
        suffix = found["outputs"]["dnsSuffix"]
        return {
            "partition": found["id"],
            "id": found["id"],
            "dnsSuffix": suffix,
            "reverseDnsPrefix": ".".join(reversed(suffix.split("."))),
        }
