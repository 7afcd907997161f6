"""The organization itself: features, trusted access, policy types."""

from __future__ import annotations

from typing import Any

from sandbox.provider.difference import Difference
from sandbox.provider.errors import ProviderError
from sandbox.provider.organizations import listing
from sandbox.provider.resource import Change, Resource
from sandbox.provider.waiting import until_true
from sandbox.provider.wire import Properties

_SECONDS_FOR_A_POLICY_TYPE = 300.0


class Organization(Resource):
    """``aws.organizations.Organization``: owns the lists of trusted services and policy types entirely."""

    gone = ("AWSOrganizationsNotInUseException",)

    def create(self, inputs: Properties) -> str:
        """CreateOrganization."""
        answer = self._client.create_organization(FeatureSet=inputs.get("featureSet", "ALL"))
        return str(answer["Organization"]["Id"])

    def complete(self, identifier: str, inputs: Properties) -> None:
        """Trusted access first, then policy types."""
        for principal in inputs.get("awsServiceAccessPrincipals", ()):
            self._client.enable_aws_service_access(ServicePrincipal=principal)
        for policy_type in inputs.get("enabledPolicyTypes", ()):
            self._enable(policy_type)

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """Everything that the organization lists; only itself with ``returnOrganizationOnly``."""
        found = listing.description(self._client)
        if found["id"] != identifier:
            raise ProviderError(f"current Organizations Organization ID ({found['id']}) does not match ({identifier})")
        if state.get("returnOrganizationOnly"):
            return found
        roots = listing.roots(self._client)
        return {
            **found,
            **listing.members(listing.accounts(self._client), found["masterAccountId"]),
            "roots": roots,
            "enabledPolicyTypes": listing.enabled_policy_types(roots),
            "awsServiceAccessPrincipals": (
                listing.service_principals(self._client) if found["featureSet"] == "ALL" else []
            ),
        }

    def update(self, identifier: str, change: Change) -> None:
        """Trusted access (off, then on), policy types (off, then on), then all features."""
        removed, added = _moves(change, "awsServiceAccessPrincipals")
        for principal in removed:
            self._client.disable_aws_service_access(ServicePrincipal=principal)
        for principal in added:
            self._client.enable_aws_service_access(ServicePrincipal=principal)
        removed, added = _moves(change, "enabledPolicyTypes")
        for policy_type in removed:
            self._disable(policy_type)
        for policy_type in added:
            self._enable(policy_type)
        if change.of("featureSet"):
            self._client.enable_all_features()

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteOrganization; AWS refuses while anything is left in it."""
        self._client.delete_organization()

    def replaces(self, difference: Difference, state: Properties) -> bool:
        """Only giving up all features replaces; getting them is an update."""
        return bool(difference.old == "ALL")

    @property
    def _client(self) -> Any:
        return self.client("organizations")

    def _enable(self, policy_type: str) -> None:
        self._client.enable_policy_type(RootId=self._root(), PolicyType=policy_type)
        until_true(
            lambda: policy_type in listing.enabled_policy_types(listing.roots(self._client)),
            f"policy type {policy_type} to be enabled",
            _SECONDS_FOR_A_POLICY_TYPE,
        )

    def _disable(self, policy_type: str) -> None:
        self._client.disable_policy_type(RootId=self._root(), PolicyType=policy_type)
        until_true(
            lambda: policy_type not in listing.enabled_policy_types(listing.roots(self._client)),
            f"policy type {policy_type} to be disabled",
            _SECONDS_FOR_A_POLICY_TYPE,
        )

    def _root(self) -> str:
        return str(listing.roots(self._client)[0]["id"])


def _moves(change: Change, name: str) -> tuple[list[str], list[str]]:
    if not change.of(name):
        return [], []
    old, new = change.old.get(name) or [], change.new.get(name) or []
    return [item for item in old if item not in new], [item for item in new if item not in old]
