"""RAM: sharing within the organization, with the role and the trusted access that come with it."""

from __future__ import annotations

from moto.core.responses import ActionResult
from moto.iam.models import iam_backends
from moto.organizations.models import organizations_backends
from moto.ram.responses import ResourceAccessManagerResponse

from sandbox.aws.service_error import ServiceError

_PRINCIPAL = "ram.amazonaws.com"
ROLE = "AWSServiceRoleForResourceAccessManager"


class RamResponse(ResourceAccessManagerResponse):  # type: ignore[misc]
    """Moto's RAM; sharing with the organization does what AWS does behind it."""

    def enable_sharing_with_aws_organization(self) -> ActionResult:
        """EnableSharingWithAwsOrganization: makes RAM's role and gives RAM trusted access."""
        organization = organizations_backends[self.current_account][self.partition]
        if organization.org is None:
            raise ServiceError(
                "OperationNotPermittedException",
                "Unable to enable sharing with AWS Organizations. The caller is not the management account.",
            )
        organization.enable_aws_service_access(ServicePrincipal=_PRINCIPAL)
        iam = iam_backends[self.current_account][self.partition]
        if not any(role.name == ROLE for role in iam.roles.values()):
            iam.create_service_linked_role(_PRINCIPAL, "", "")
        return ActionResult({"returnValue": True})
