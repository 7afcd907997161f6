"""Trusted access and policy types: what the configuration needs of them."""

from __future__ import annotations

from collections.abc import Mapping

from org.account.policies import Policies
from org.account.structure import Structure
from org.account.variables import AccountVariables
from org.policy.types import SERVICE_CONTROL, TRUSTED_ACCESS, PolicyType


def needed_access(structure: Structure, policies: Policies, kinds: Mapping[str, str]) -> Mapping[str, str]:
    """Service principals that must be trusted, each with what needs it; ``kinds`` those of other kinds."""
    variables = structure.variables
    needed: dict[str, str] = dict(kinds)
    if variables.contacts or any(member.contacts for member in structure.managed):
        needed["account.amazonaws.com"] = "`contacts` of member accounts"
    if variables.organization_enabled_features:
        needed["iam.amazonaws.com"] = "`organization_enabled_features`"
    if variables.ram_sharing_enabled:
        needed["ram.amazonaws.com"] = "`ram_sharing_enabled`"
    for policy in policies.by_key.values():
        if policy.type in TRUSTED_ACCESS:
            needed[TRUSTED_ACCESS[policy.type]] = f"policies of type {policy.type}"
    for principal in variables.delegated_administrators:
        needed[principal] = "`delegated_administrators`"
    return needed


def trusted_access(structure: Structure, policies: Policies, kinds: Mapping[str, str]) -> list[str]:
    """The service principals of the organization: as listed, or else those that the configuration needs."""
    listed = structure.variables.aws_service_access_principals
    return sorted(set(needed_access(structure, policies, kinds)) if listed is None else set(listed))


def needed_types(policies: Policies) -> Mapping[PolicyType, str]:
    """Policy types that must be enabled, each with the first policy that is of it."""
    needed: dict[PolicyType, str] = {}
    for policy in policies.by_key.values():
        needed.setdefault(policy.type, policy.key)
    return needed


def policy_types(variables: AccountVariables, policies: Policies) -> list[PolicyType]:
    """The policy types of the root: as listed, or else service control policies and those that policies are of."""
    if variables.enabled_policy_types is not None:
        return sorted(set(variables.enabled_policy_types))
    if variables.feature_set != "ALL":
        return []
    return sorted({SERVICE_CONTROL, *needed_types(policies)})
