"""Whether new accounts get the quota template."""

from __future__ import annotations

from typing import Any

from sandbox.provider.resource import Resource
from sandbox.provider.wire import Properties


class TemplateAssociation(Resource):
    """``aws.servicequotas.TemplateAssociation``: one per organization."""

    def create(self, inputs: Properties) -> str:
        """AssociateServiceQuotaTemplate."""
        self._client.associate_service_quota_template()
        return self.aws.account_id

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetAssociationForServiceQuotaTemplate."""
        answer = self._client.get_association_for_service_quota_template()
        status = answer["ServiceQuotaTemplateAssociationStatus"]
        return None if status == "DISASSOCIATED" else {"status": status}

    def delete(self, identifier: str, state: Properties) -> None:
        """DisassociateServiceQuotaTemplate, unless ``skipDestroy``."""
        if not state.get("skipDestroy"):
            self._client.disassociate_service_quota_template()

    @property
    def _client(self) -> Any:
        return self.client("service-quotas")
