"""The organization of one management account."""

from __future__ import annotations

import json
import time
from typing import Any

from moto.core.utils import utcnow
from moto.organizations import utils
from moto.organizations.models import (
    FakeAccount,
    FakeOrganization,
    FakeRoot,
    organizations_backends,
)

from sandbox.aws.organizations import limits
from sandbox.aws.organizations.creation import AccountCreation, CreationRequest
from sandbox.aws.organizations.delegation import Delegation
from sandbox.aws.organizations.errors import OrganizationsError, invalid, no_target
from sandbox.aws.organizations.membership import Membership
from sandbox.aws.organizations.policies import Policies, Policy
from sandbox.aws.organizations.policy_types import PolicyTypes
from sandbox.aws.organizations.resource_policy import DelegationPolicy, ResourcePolicy
from sandbox.aws.organizations.tags import Tags
from sandbox.aws.organizations.units import OrganizationalUnits
from sandbox.aws.settings import current
from sandbox.aws.substitution import substitute

_HANDSHAKE_SECONDS = 90 * 24 * 3600
_FULL_ACCESS: dict[str, tuple[str, str, dict[str, str]]] = {
    "SERVICE_CONTROL_POLICY": ("FullAWSAccess", "Allows access to every operation", {}),
    "RESOURCE_CONTROL_POLICY": ("RCPFullAWSAccess", "Allows access to every resource", {"Principal": "*"}),
}


class Backend(
    AccountCreation,
    Membership,
    OrganizationalUnits,
    PolicyTypes,
    Policies,
    Delegation,
    ResourcePolicy,
    Tags,
):
    """Moto's organization with what AWS does beyond it."""

    org: FakeOrganization

    def _reset(self) -> None:
        super()._reset()
        self.creations: dict[str, CreationRequest] = {}
        self.type_changes: dict[str, float] = {}
        self.closures: dict[str, float] = {}
        self.resource_policy: DelegationPolicy | None = None

    def settle(self) -> None:
        """Everything whose time has come has happened."""
        if self.org:
            self.settle_creations()
            self.settle_policy_types()
            self.settle_closures()

    def create_organization(self, region: str, **arguments: Any) -> dict[str, Any]:
        """A new organization with the caller as its management account."""
        if self.org or self.account_id in organizations_backends.master_accounts:
            raise OrganizationsError(
                "AlreadyInOrganizationException",
                "The provided account is already a member of an organization.",
            )
        feature_set = arguments.get("FeatureSet") or "ALL"
        if feature_set not in ("ALL", "CONSOLIDATED_BILLING"):
            raise invalid("INVALID_ENUM")
        self.org = FakeOrganization(self.account_id, region_name=region, feature_set=feature_set)
        self.org.master_account_email = current().management_account_email
        self.ou.append(FakeRoot(self.org))
        self.accounts.append(self._management_account())
        for kind, (name, description, principal) in _FULL_ACCESS.items():
            statement = {"Effect": "Allow", **principal, "Action": "*", "Resource": "*"}
            content = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
            policy = Policy(self.org, Name=name, Description=description, Type=kind, Content=content)
            policy.id = limits.FULL_ACCESS[kind]
            policy.aws_managed = True
            self.policies.append(policy)
        return self.org.describe()  # type: ignore[no-any-return]

    def _management_account(self) -> FakeAccount:
        # Moto's constructor makes an account of its own and an access role in it; this account is there already.
        account = FakeAccount.__new__(FakeAccount)
        account.__dict__.update(
            type="ACCOUNT",
            region=self.org.region,
            organization_id=self.org.id,
            master_account_id=self.org.master_account_id,
            create_account_status_id=utils.make_random_create_account_status_id(),
            id=self.org.master_account_id,
            name=current().management_account_name,
            email=self.org.master_account_email,
            create_time=utcnow(),
            status="ACTIVE",
            state="ACTIVE",
            joined_method="INVITED",
            parent_id=self.org.root_id,
            attached_policies=[],
            tags={},
        )
        return account

    def enable_all_features(self) -> dict[str, Any]:
        """The organization has all features at once: no member was invited who would have to agree."""
        if self.org.feature_set == "ALL":
            raise OrganizationsError(
                "HandshakeConstraintViolationException",
                "All features are already enabled in your organization.",
                "ORGANIZATION_ALREADY_HAS_ALL_FEATURES",
            )
        self.org.feature_set = "ALL"
        now = time.time()
        handshake_id = self.org.id.replace("o-", "h-", 1)
        return {
            "Handshake": {
                "Id": handshake_id,
                "Arn": f"{self.org.arn.replace(':organization/', ':handshake/')}/enable_all_features/{handshake_id}",
                "Parties": [{"Id": self.org.id[2:], "Type": "ORGANIZATION"}],
                "State": "ACCEPTED",
                "RequestedTimestamp": now,
                "ExpirationTimestamp": now + _HANDSHAKE_SECONDS,
                "Action": "ENABLE_ALL_FEATURES",
                "Resources": [{"Type": "ORGANIZATION", "Value": self.org.id}],
            }
        }

    def _get_resource_for_tagging(self, resource_id: str) -> Any:
        if self.resource_policy and self.resource_policy.id == resource_id:
            return self.resource_policy
        for resource in [*self.ou, *self.accounts, *self.policies]:
            if resource.id == resource_id:
                if getattr(resource, "aws_managed", False):
                    raise invalid("IMMUTABLE_POLICY", "You cannot modify or delete an AWS managed policy.")
                return resource
        raise no_target()

    def list_accounts(self) -> list[dict[str, Any]]:
        """All accounts, oldest first."""
        return [account.describe() for account in self.accounts]

    def list_accounts_for_parent(self, parent_id: str) -> list[FakeAccount]:
        """The accounts directly under a root or organizational unit."""
        self.unit_or_root(parent_id)
        return [account for account in self.accounts if account.parent_id == parent_id]

    def list_organizational_units_for_parent(self, parent_id: str) -> list[Any]:
        """The organizational units directly under a root or organizational unit."""
        self.unit_or_root(parent_id)
        return [unit for unit in self.ou if unit.parent_id == parent_id]

    def list_parents(self, **arguments: Any) -> dict[str, Any]:
        """The one parent of an account or organizational unit."""
        for child in [*self.ou, *self.accounts]:
            if child.id == arguments["ChildId"]:
                parents = [unit for unit in self.ou if unit.id == child.parent_id]
                return {"Parents": [{"Id": unit.id, "Type": unit.type} for unit in parents]}
        raise OrganizationsError("ChildNotFoundException", "You specified a child that doesn't exist.")


substitute(organizations_backends, Backend)
