"""What Organizations answers, and to whom."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from threading import RLock
from typing import Any

from moto.core.common_types import TYPE_RESPONSE
from moto.core.responses import ActionResult
from moto.organizations.models import organizations_backends
from moto.organizations.responses import OrganizationsResponse as MotoOrganizationsResponse

from sandbox.aws.organizations import backend as _backend  # noqa: F401 - puts our backend in place
from sandbox.aws.organizations.errors import OrganizationsError, access_denied, invalid, not_in_use

_PAGE = 20
# What lists give, by operation.
_LISTS = {
    "ListAccounts": "Accounts",
    "ListAccountsForParent": "Accounts",
    "ListAWSServiceAccessForOrganization": "EnabledServicePrincipals",
    "ListChildren": "Children",
    "ListCreateAccountStatus": "CreateAccountStatuses",
    "ListDelegatedAdministrators": "DelegatedAdministrators",
    "ListDelegatedServicesForAccount": "DelegatedServices",
    "ListOrganizationalUnitsForParent": "OrganizationalUnits",
    "ListParents": "Parents",
    "ListPolicies": "Policies",
    "ListPoliciesForTarget": "Policies",
    "ListRoots": "Roots",
    "ListTagsForResource": "Tags",
    "ListTargetsForPolicy": "Targets",
}
_FOR_EVERYBODY = {"CreateOrganization", "DescribeOrganization"}
_FOR_DELEGATES = {"DescribeAccount", "DescribeOrganizationalUnit", "DescribePolicy", "DescribeResourcePolicy", *_LISTS}

# One organization changes at a time; AWS too serializes changes to one.
_lock = RLock()


class OrganizationsResponse(MotoOrganizationsResponse):  # type: ignore[misc]
    """Moto's Organizations with what AWS does beyond it."""

    def call_action(self) -> TYPE_RESPONSE:
        """The answer to one request, with everything done whose time has come."""
        operation = self._get_action()
        with _lock:
            for _, _, backend in list(organizations_backends.iter_backends()):
                backend.settle()
            try:
                self._admit(operation)
                status, headers, body = super().call_action()
                if status == 200 and operation in _LISTS:
                    body = self._page(body, _LISTS[operation])
            except OrganizationsError as error:
                return self.serialized(ActionResult(error))
        return status, headers, body

    @property
    def organizations_backend(self) -> Any:
        """The organization that the caller speaks of: for a member account, its management account's."""
        own = organizations_backends[self.current_account][self.partition]
        if own.org is None and self.current_account in organizations_backends.master_accounts:
            management, partition = organizations_backends.master_accounts[self.current_account]
            return organizations_backends[management][partition]
        return own

    def _admit(self, operation: str) -> None:
        organization = self.organizations_backend
        if operation in _FOR_EVERYBODY:
            return
        if organization.org is None:
            raise not_in_use()
        if organization.org.master_account_id == self.current_account:
            return
        delegates = {admin.account.id for admin in organization.admins}
        if operation not in _FOR_DELEGATES or self.current_account not in delegates:
            raise access_denied()

    def _page(self, answer: str, key: str) -> str:
        everything = json.loads(answer)[key]
        size = int(self._get_param("MaxResults") or _PAGE)
        start = _position(self._get_param("NextToken"))
        result = {key: everything[start : start + size]}
        if start + size < len(everything):
            result["NextToken"] = urlsafe_b64encode(f"at:{start + size}".encode()).decode()
        return json.dumps(result)

    def enable_all_features(self) -> str:
        """EnableAllFeatures."""
        return json.dumps(self.organizations_backend.enable_all_features())

    def list_accounts(self) -> str:
        """ListAccounts."""
        return json.dumps({"Accounts": self.organizations_backend.list_accounts()})

    def list_accounts_for_parent(self) -> str:
        """ListAccountsForParent."""
        found = self.organizations_backend.list_accounts_for_parent(self._get_param("ParentId"))
        return json.dumps({"Accounts": [account.describe() for account in found]})

    def list_organizational_units_for_parent(self) -> str:
        """ListOrganizationalUnitsForParent."""
        found = self.organizations_backend.list_organizational_units_for_parent(self._get_param("ParentId"))
        return json.dumps({"OrganizationalUnits": [unit.describe()["OrganizationalUnit"] for unit in found]})

    def list_policies(self) -> str:
        """ListPolicies."""
        return json.dumps({"Policies": self.organizations_backend.list_policies(self._get_param("Filter"))})

    def list_policies_for_target(self) -> str:
        """ListPoliciesForTarget."""
        found = self.organizations_backend.list_policies_for_target(
            self._get_param("TargetId"), self._get_param("Filter")
        )
        return json.dumps({"Policies": found})

    def put_resource_policy(self) -> str:
        """PutResourcePolicy."""
        return json.dumps(self.organizations_backend.put_resource_policy(**self.request_params))

    def describe_resource_policy(self) -> str:
        """DescribeResourcePolicy."""
        return json.dumps(self.organizations_backend.describe_resource_policy())

    def delete_resource_policy(self) -> str:
        """DeleteResourcePolicy."""
        self.organizations_backend.delete_resource_policy()
        return "{}"


def _position(token: str | None) -> int:
    if not token:
        return 0
    try:
        return int(urlsafe_b64decode(token).decode().removeprefix("at:"))
    except ValueError:
        raise invalid("INVALID_NEXT_TOKEN", "The token that you provided is not valid.") from None
