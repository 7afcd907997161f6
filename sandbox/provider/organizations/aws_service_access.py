"""Trusted access of one AWS service."""

from __future__ import annotations

from typing import Any

from sandbox.provider.moments import rfc3339
from sandbox.provider.paging import items
from sandbox.provider.resource import Resource
from sandbox.provider.wire import Properties


class AwsServiceAccess(Resource):
    """``aws.organizations.AwsServiceAccess``: takes over a service that is enabled already."""

    def create(self, inputs: Properties) -> str:
        """EnableAWSServiceAccess."""
        self._client.enable_aws_service_access(ServicePrincipal=inputs["servicePrincipal"])
        return str(inputs["servicePrincipal"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """The service's entry in the list."""
        listed = items(self._client, "list_aws_service_access_for_organization", "EnabledServicePrincipals")
        found = next((item for item in listed if item["ServicePrincipal"] == identifier), None)
        if found is None:
            return None
        return {"servicePrincipal": identifier, "dateEnabled": rfc3339(found.get("DateEnabled"))}

    def delete(self, identifier: str, state: Properties) -> None:
        """DisableAWSServiceAccess."""
        self._client.disable_aws_service_access(ServicePrincipal=identifier)

    @property
    def _client(self) -> Any:
        return self.client("organizations")
