"""A region: the provider's, or the one that is asked for."""

from __future__ import annotations

from sandbox.provider.errors import ProviderError
from sandbox.provider.index.partitions import partitions
from sandbox.provider.resource import Function
from sandbox.provider.wire import Properties


class GetRegion(Function):
    """``aws.get_region``: no call, from static tables."""

    def invoke(self, arguments: Properties) -> Properties:
        """Name, description and EC2 endpoint. Raises ProviderError for what is unknown or contradictory."""
        named = arguments.get("region") or arguments.get("name")
        by_endpoint = self._of_endpoint(arguments["endpoint"]) if arguments.get("endpoint") else None
        if named and by_endpoint and named != by_endpoint:
            raise ProviderError("multiple Regions matched; use additional constraints to reduce matches to one Region")
        region = named or by_endpoint or self.region
        for partition in partitions():
            if region in partition["regions"]:
                endpoint = f"ec2.{region}.{partition['outputs']['dnsSuffix']}"
                description = partition["regions"][region].get("description", region)
                return {
                    "id": region,
                    "name": region,
                    "region": region,
                    "description": description,
                    "endpoint": endpoint,
                }
        raise ProviderError(f"invalid AWS Region: {region}")

    def _of_endpoint(self, endpoint: str) -> str:
        for partition in partitions():
            for region in partition["regions"]:
                if endpoint == f"ec2.{region}.{partition['outputs']['dnsSuffix']}":
                    return str(region)
        raise ProviderError(f"no Region has the endpoint {endpoint}")
