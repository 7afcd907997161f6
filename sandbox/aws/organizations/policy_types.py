"""Policy types of the root: enabled and disabled with a moment in between."""

from __future__ import annotations

import time
from typing import Any

from sandbox.aws.organizations import limits
from sandbox.aws.organizations.errors import OrganizationsError, constraint, invalid
from sandbox.aws.organizations.parts import Parts
from sandbox.aws.settings import current
from sandbox.aws.trouble import clock


class PolicyTypes(Parts):
    """EnablePolicyType and DisablePolicyType."""

    def enable_policy_type(self, **arguments: Any) -> dict[str, Any]:
        """The type will be enabled in a moment; AWS's full-access policy then is on every target."""
        root = self._get_root_by_id(arguments["RootId"])
        kind = arguments["PolicyType"]
        if kind not in limits.POLICY_TYPES:
            raise invalid("INVALID_ENUM_POLICY_TYPE")
        if self.org.feature_set != "ALL":
            raise OrganizationsError(
                "PolicyTypeNotAvailableForOrganizationException",
                "You can't use the specified policy type with the feature set currently enabled for this organization.",
            )
        self._check_idle(root)
        if any(known["Type"] == kind for known in root.policy_types):
            raise OrganizationsError(
                "PolicyTypeAlreadyEnabledException", "The specified policy type is already enabled."
            )
        service = limits.NEEDS_TRUSTED_ACCESS.get(kind)
        if service and service not in {known["ServicePrincipal"] for known in self.services}:
            raise constraint("SERVICE_ACCESS_NOT_ENABLED", f"Enable trusted access for {service} first.")
        root.policy_types.append({"Type": kind, "Status": "PENDING_ENABLE"})
        self.type_changes[kind] = time.time() + clock.real(current().policy_type_seconds)
        return {"Root": root.describe()}

    def disable_policy_type(self, **arguments: Any) -> dict[str, Any]:
        """The type will be disabled in a moment; its policies then are attached to nothing."""
        root = self._get_root_by_id(arguments["RootId"])
        kind = arguments["PolicyType"]
        if kind not in limits.POLICY_TYPES:
            raise invalid("INVALID_ENUM_POLICY_TYPE")
        self._check_idle(root)
        for known in root.policy_types:
            if known["Type"] == kind:
                known["Status"] = "PENDING_DISABLE"
                self.type_changes[kind] = time.time() + clock.real(current().policy_type_seconds)
                return {"Root": root.describe()}
        raise OrganizationsError(
            "PolicyTypeNotEnabledException", "This operation can be performed only for enabled policy types."
        )

    def settle_policy_types(self) -> None:
        """Changes whose time has come have taken place."""
        for kind, due in list(self.type_changes.items()):
            if due > time.time():
                continue
            del self.type_changes[kind]
            for root in [unit for unit in self.ou if unit.type == "ROOT"]:
                known = next(known for known in root.policy_types if known["Type"] == kind)
                if known["Status"] == "PENDING_ENABLE":
                    known["Status"] = "ENABLED"
                    self._attach_full_access(kind)
                else:
                    root.policy_types.remove(known)
                    self._detach_all_of(kind)

    def enabled_types(self) -> set[str]:
        """The policy types that can be attached."""
        return {
            known["Type"]
            for root in self.ou
            if root.type == "ROOT"
            for known in root.policy_types
            if known["Status"] == "ENABLED"
        }

    def _check_idle(self, root: Any) -> None:
        if any(known["Status"] != "ENABLED" for known in root.policy_types):
            raise OrganizationsError(
                "PolicyChangesInProgressException",
                "Changes to the effective policy are in progress, and its contents can't be returned. Try the "
                "operation again later.",
            )

    def _attach_full_access(self, kind: str) -> None:
        for policy in self.policies:
            if policy.id == limits.FULL_ACCESS.get(kind):
                for target in [*self.ou, *self.accounts]:
                    self.attach(policy, target)

    def _detach_all_of(self, kind: str) -> None:
        for policy in self.policies:
            if policy.type == kind:
                for target in list(policy.attachments):
                    self.detach(policy, target)
