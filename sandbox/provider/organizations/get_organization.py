"""The organization that the caller belongs to."""

from __future__ import annotations

from sandbox.provider.errors import code
from sandbox.provider.organizations import listing
from sandbox.provider.resource import Function
from sandbox.provider.wire import Properties


class GetOrganization(Function):
    """``aws.organizations.get_organization``: works from members too, though they see less."""

    def invoke(self, arguments: Properties) -> Properties:
        """Everything that the management account or a delegated administrator may list; the core for others."""
        client = self.client("organizations")
        only = bool(arguments.get("returnOrganizationOnly"))
        result = {
            **listing.description(client),
            **listing.members([], ""),
            "roots": [],
            "awsServiceAccessPrincipals": [],
            "enabledPolicyTypes": [],
            "returnOrganizationOnly": only,
        }
        if only:
            return result
        try:
            everyone = listing.accounts(client)
        except Exception as error:
            if code(error) == "AccessDeniedException" and self.aws.account_id != result["masterAccountId"]:
                return result
            raise
        roots = listing.roots(client)
        return {
            **result,
            **listing.members(everyone, str(result["masterAccountId"])),
            "roots": roots,
            "enabledPolicyTypes": listing.enabled_policy_types(roots),
            "awsServiceAccessPrincipals": (listing.service_principals(client) if result["featureSet"] == "ALL" else []),
        }
