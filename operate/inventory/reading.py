"""Reads an organization: one call per page of each list, and one per policy for what no list tells.

What there is (AWS's rates in calls a second stand in landing zones' limits):

- accounts with their places: ListAccountsForParent and ListOrganizationalUnitsForParent for the root and each unit.
  ListAccounts alone would not tell the places, and ListParents is a call per account.
- policies: ListPolicies per enabled type; DescribePolicy for each document, because no list has them;
  ListTargetsForPolicy for each policy. ListPoliciesForTarget would be a call per target and type.
- tags of everything: GetResources of the Resource Groups Tagging API, a hundred objects a page. ListTagsForResource
  would be a call per object.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from botocore.exceptions import ClientError, EndpointConnectionError, NoCredentialsError, ProfileNotFound

from operate.aws import client
from operate.errors import OperateError
from operate.inventory.content import Account, Inventory, Policy, ResourcePolicy, Unit
from operate.inventory.counting import counted
from operate.inventory.tags import tags_of_the_organization

_OPEN = "FullAWSAccess"
_REFUSED = ("AccessDeniedException", "AccessDenied", "ExpiredTokenException", "UnrecognizedClientException")
_IAM = "iam.amazonaws.com"


def take(environment: Mapping[str, str], *, open_targets: bool = True) -> Inventory:
    """The organization. Raises OperateError where there is none, or the credentials may not read it.

    Without ``open_targets`` nobody asks what has AWS's FullAWSAccess: mostly everything, twenty targets a call.
    """
    calls: Counter[str] = Counter()
    try:
        organizations = counted(client("organizations", environment), calls)
        return _Reader(organizations, environment, calls, open_targets).inventory()
    except (NoCredentialsError, ProfileNotFound) as error:
        text = f"no AWS credentials ({error}): sign in to the management account, or use ./rootstock sandbox shell"
        raise OperateError(text) from None
    except EndpointConnectionError as error:
        raise OperateError(f"AWS cannot be reached: {error}") from None
    except ClientError as error:
        raise _told(error) or error from None


def _told(error: ClientError) -> OperateError | None:
    code = error.response.get("Error", {}).get("Code")
    if code == "AWSOrganizationsNotInUseException":
        return OperateError("AWS has no organization for these credentials yet: deploy it first")
    if code in _REFUSED:
        return OperateError(f"AWS refuses to let these credentials read the organization: {error}")
    return None


class _Reader:
    def __init__(
        self, organizations: Any, environment: Mapping[str, str], calls: Counter[str], open_targets: bool
    ) -> None:
        self._organizations = organizations
        self._asks_for_open_targets = open_targets
        self._environment = environment
        self._calls = calls
        self._accounts: dict[str, Account] = {}
        self._units: dict[str, Unit] = {}

    def inventory(self) -> Inventory:
        organization = self._organizations.describe_organization()["Organization"]
        root = self._organizations.list_roots()["Roots"][0]
        self._below(root["Id"])
        types = frozenset(one["Type"] for one in root["PolicyTypes"] if one["Status"] == "ENABLED")
        policies: dict[str, Policy] = {}
        managed: dict[str, str] = {}
        open_targets: frozenset[str] = frozenset()
        for kind in sorted(types):
            for summary in self._listed("list_policies", "Policies", Filter=kind):
                if not summary.get("AwsManaged"):
                    policies[summary["Id"]] = self._policy(summary)
                    continue
                managed[summary["Id"]] = summary["Name"]
                if summary["Name"] == _OPEN and self._asks_for_open_targets:
                    open_targets = frozenset(self._targets(summary["Id"]))
        services = self._listed("list_aws_service_access_for_organization", "EnabledServicePrincipals")
        trusted = frozenset(one["ServicePrincipal"] for one in services)
        return Inventory(
            organization_id=organization["Id"],
            management_id=organization["MasterAccountId"],
            root_id=root["Id"],
            features=organization["FeatureSet"],
            accounts=self._accounts,
            units=self._units,
            policies=policies,
            policy_types=types,
            trusted=trusted,
            delegated=frozenset(self._delegated()),
            open_targets=open_targets,
            aws_managed=managed,
            root_features=self._root_features() if _IAM in trusted else frozenset(),
            resource_policy=self._resource_policy(),
            tags=tags_of_the_organization(self._environment, self._calls),
            calls=self._calls,
        )

    def _below(self, parent: str) -> None:
        for one in self._listed("list_accounts_for_parent", "Accounts", ParentId=parent):
            state = one.get("State") or one.get("Status") or "ACTIVE"
            self._accounts[one["Id"]] = Account(one["Id"], one.get("Name", ""), one.get("Email", ""), state, parent)
        below = list(self._listed("list_organizational_units_for_parent", "OrganizationalUnits", ParentId=parent))
        for one in below:
            self._units[one["Id"]] = Unit(one["Id"], one["Name"], parent)
            self._below(one["Id"])

    def _policy(self, summary: Mapping[str, Any]) -> Policy:
        content = self._organizations.describe_policy(PolicyId=summary["Id"])["Policy"]["Content"]
        return Policy(
            id=summary["Id"],
            type=summary["Type"],
            name=summary["Name"],
            description=summary.get("Description", ""),
            content=content,
            targets=self._targets(summary["Id"]),
        )

    def _targets(self, policy_id: str) -> tuple[str, ...]:
        targets = self._listed("list_targets_for_policy", "Targets", PolicyId=policy_id)
        return tuple(sorted(one["TargetId"] for one in targets))

    def _delegated(self) -> Iterator[tuple[str, str]]:
        for one in self._listed("list_delegated_administrators", "DelegatedAdministrators"):
            services = self._listed("list_delegated_services_for_account", "DelegatedServices", AccountId=one["Id"])
            yield from ((service["ServicePrincipal"], one["Id"]) for service in services)

    def _root_features(self) -> frozenset[str]:
        iam = counted(client("iam", self._environment), self._calls)
        try:
            return frozenset(iam.list_organizations_features().get("EnabledFeatures") or ())
        except ClientError:
            return frozenset()  # roots' credentials are not managed centrally

    def _resource_policy(self) -> ResourcePolicy | None:
        try:
            found = self._organizations.describe_resource_policy()["ResourcePolicy"]
        except self._organizations.exceptions.ResourcePolicyNotFoundException:
            return None
        return ResourcePolicy(found["ResourcePolicySummary"]["Id"], found["Content"])

    def _listed(self, call: str, key: str, **arguments: Any) -> Iterator[dict[str, Any]]:
        for page in self._organizations.get_paginator(call).paginate(**arguments):
            yield from page[key]
