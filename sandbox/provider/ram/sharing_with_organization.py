"""Sharing of resources inside the organization."""

from __future__ import annotations

from sandbox.provider.errors import ProviderError, code
from sandbox.provider.organizations import listing
from sandbox.provider.resource import Resource
from sandbox.provider.waiting import until
from sandbox.provider.wire import Properties

_ROLE = "AWSServiceRoleForResourceAccessManager"
_SERVICE = "ram.amazonaws.com"


class SharingWithOrganization(Resource):
    """``aws.ram.SharingWithOrganization``: trusted access and a service-linked role, from the management account."""

    def create(self, inputs: Properties) -> str:
        """EnableSharingWithAwsOrganization."""
        answer = self.client("ram").enable_sharing_with_aws_organization()
        if not answer.get("returnValue"):
            raise ProviderError("enabling RAM Sharing With Organization: failed")
        return self.aws.account_id

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """There when both the role and the trusted access are."""
        try:
            self.client("iam").get_role(RoleName=_ROLE)
        except Exception as error:
            if code(error) == "NoSuchEntity":
                return None
            raise
        return {} if _SERVICE in listing.service_principals(self.client("organizations")) else None

    def delete(self, identifier: str, state: Properties) -> None:
        """DisableAWSServiceAccess, then DeleteServiceLinkedRole and waits for it."""
        self.client("organizations").disable_aws_service_access(ServicePrincipal=_SERVICE)
        iam = self.client("iam")
        task = iam.delete_service_linked_role(RoleName=_ROLE)["DeletionTaskId"]

        def decided() -> str | None:
            status = str(iam.get_service_linked_role_deletion_status(DeletionTaskId=task)["Status"])
            return status if status in ("SUCCEEDED", "FAILED") else None

        if until(decided, f"service-linked role {_ROLE} to be deleted") == "FAILED":
            raise ProviderError(f"deleting IAM Service Linked Role ({_ROLE}): FAILED")
