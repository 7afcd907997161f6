"""The code of a service, by its name."""

from __future__ import annotations

from sandbox.provider.errors import ProviderError
from sandbox.provider.paging import items
from sandbox.provider.resource import Function
from sandbox.provider.wire import Properties


class GetService(Function):
    """``aws.servicequotas.get_service``."""

    def invoke(self, arguments: Properties) -> Properties:
        """The service of exactly that name. Raises ProviderError when there is none, or more than one."""
        name = arguments["serviceName"]
        listed = items(self.client("service-quotas"), "list_services", "Services")
        codes = [item["ServiceCode"] for item in listed if item["ServiceName"] == name]
        if len(codes) != 1:
            raise ProviderError(f"Service Quotas service '{name}': {len(codes) or 'none'} found, expected one")
        return {"id": codes[0], "region": self.region, "serviceCode": codes[0], "serviceName": name}
