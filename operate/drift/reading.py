"""The organization as AWS has it, by list calls: none for a single account."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from operate.drift.shape import Account, Policy, PolicyKey, Shape
from operate.errors import OperateError

_OPEN = "FullAWSAccess"
_SERVICE_CONTROL = "SERVICE_CONTROL_POLICY"
_CONTROL_TOWER = "aws-guardrails-"


def read(organizations: Any) -> tuple[Shape, Mapping[str, int]]:
    """The organization, and how often each call was made. Raises OperateError where there is none to be read."""
    calls: Counter[str] = Counter()
    organizations.meta.events.register("before-call.organizations", lambda model, **_: calls.update([model.name]))
    try:
        shape = _Reader(organizations).shape()
    except organizations.exceptions.AWSOrganizationsNotInUseException:
        raise OperateError("AWS has no organization for these credentials yet: deploy it first") from None
    except organizations.exceptions.AccessDeniedException as error:
        raise OperateError(f"AWS refuses to let these credentials read the organization: {error}") from None
    return shape, dict(sorted(calls.items()))


class _Reader:
    def __init__(self, organizations: Any) -> None:
        self._organizations = organizations
        self._names: dict[str, str] = {}  # ids of targets, as the shape names them
        self._accounts: dict[str, Account] = {}
        self._units: dict[str, str | None] = {}

    def shape(self) -> Shape:
        organization = self._organizations.describe_organization()["Organization"]
        root = self._organizations.list_roots()["Roots"][0]
        management = organization["MasterAccountId"]
        self._names[root["Id"]] = "root"
        self._below(root["Id"], "")
        types = frozenset(one["Type"] for one in root["PolicyTypes"] if one["Status"] == "ENABLED")
        policies: dict[PolicyKey, Policy] = {}
        open_targets: frozenset[str] = frozenset()
        allowing: set[str] = set()
        for kind in sorted(types):
            for summary in self._listed("list_policies", "Policies", Filter=kind):
                if summary.get("AwsManaged"):
                    if summary["Name"] == _OPEN:
                        open_targets = self._targets(summary["Id"])
                    continue
                policy = policies[kind, summary["Name"]] = self._policy(summary)
                if kind == _SERVICE_CONTROL and _allows(policy.content):
                    allowing |= policy.targets
        email = next((one.email for one in self._accounts.values() if one.id == management), None)
        members = {key: one for key, one in self._accounts.items() if one.id != management}
        trusted = self._listed("list_aws_service_access_for_organization", "EnabledServicePrincipals")
        return Shape(
            management_email=email,
            accounts=members,
            units=self._units,
            policies=policies,
            policy_types=types,
            trusted=frozenset(one["ServicePrincipal"] for one in trusted),
            delegated=frozenset(self._delegated()),
            features=organization["FeatureSet"],
            management_id=management,
            open_targets=open_targets,
            allowing_targets=frozenset(allowing),
        )

    def _below(self, parent: str, path: str) -> None:
        for one in self._listed("list_accounts_for_parent", "Accounts", ParentId=parent):
            email = one.get("Email", "")
            state = one.get("State") or one.get("Status")
            self._accounts[email.lower()] = Account(one["Name"], email, path, state == "ACTIVE", one["Id"])
            self._names[one["Id"]] = f"account/{email.lower()}"
        for one in self._listed("list_organizational_units_for_parent", "OrganizationalUnits", ParentId=parent):
            below = f"{path}/{one['Name']}" if path else one["Name"]
            self._units[below] = one["Id"]
            self._names[one["Id"]] = f"ou/{below}"
            self._below(one["Id"], below)

    def _policy(self, summary: Mapping[str, Any]) -> Policy:
        content = self._organizations.describe_policy(PolicyId=summary["Id"])["Policy"]["Content"]
        owner = "Control Tower" if summary["Name"].startswith(_CONTROL_TOWER) else None
        return Policy(summary.get("Description", ""), content, self._targets(summary["Id"]), summary["Id"], owner)

    def _targets(self, policy_id: str) -> frozenset[str]:
        targets = self._listed("list_targets_for_policy", "Targets", PolicyId=policy_id)
        return frozenset(self._names.get(one["TargetId"], one["TargetId"]) for one in targets)

    def _delegated(self) -> Iterator[tuple[str, str]]:
        for one in self._listed("list_delegated_administrators", "DelegatedAdministrators"):
            services = self._listed("list_delegated_services_for_account", "DelegatedServices", AccountId=one["Id"])
            yield from ((service["ServicePrincipal"], one["Email"].lower()) for service in services)

    def _listed(self, call: str, key: str, **arguments: Any) -> Iterator[dict[str, Any]]:
        for page in self._organizations.get_paginator(call).paginate(**arguments):
            yield from page[key]


def _allows(content: str) -> bool:
    statements = json.loads(content).get("Statement", [])
    return any(one.get("Effect") == "Allow" for one in (statements if isinstance(statements, list) else [statements]))
