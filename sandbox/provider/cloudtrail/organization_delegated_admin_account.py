"""The member that administers CloudTrail for the organization."""

from __future__ import annotations

from sandbox.provider.paging import items
from sandbox.provider.resource import Resource
from sandbox.provider.wire import Properties

_SERVICE = "cloudtrail.amazonaws.com"


class OrganizationDelegatedAdminAccount(Resource):
    """``aws.cloudtrail.OrganizationDelegatedAdminAccount``."""

    gone_on_delete = ("AccountNotRegisteredException",)

    def create(self, inputs: Properties) -> str:
        """RegisterOrganizationDelegatedAdmin."""
        self.client("cloudtrail").register_organization_delegated_admin(MemberAccountId=inputs["accountId"])
        return str(inputs["accountId"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """The account among the delegated administrators of CloudTrail."""
        listed = items(
            self.client("organizations"),
            "list_delegated_administrators",
            "DelegatedAdministrators",
            ServicePrincipal=_SERVICE,
        )
        found = next((item for item in listed if item["Id"] == identifier), None)
        if found is None:
            return None
        return {
            "accountId": identifier,
            "arn": found["Arn"],
            "email": found["Email"],
            "name": found["Name"],
            "servicePrincipal": _SERVICE,
        }

    def delete(self, identifier: str, state: Properties) -> None:
        """DeregisterOrganizationDelegatedAdmin."""
        self.client("cloudtrail").deregister_organization_delegated_admin(DelegatedAdminAccountId=identifier)
