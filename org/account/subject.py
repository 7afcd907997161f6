"""Everything that the rules of the kind `account` look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from model.limits import Limits, known_limits
from org.account.policies import Policies, policies_of
from org.account.structure import Structure, structure_of
from org.account.variables import AccountVariables
from org.policy.catalog import Catalog, read_catalog


@dataclass(frozen=True)
class Subject:
    """An organization as configured: its structure, its policies, and the limits that apply.

    ``kinds`` are the kinds configured in each account, by the account's name; ``trusted_access`` the services that
    other kinds need to be trusted, each with what needs it; ``apply_roles`` the role that machines deploy an account
    with, by the account's name.
    """

    variables: AccountVariables
    config_root: Path
    kinds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    trusted_access: Mapping[str, str] = field(default_factory=dict)
    apply_roles: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def structure(self) -> Structure:
        """Units and accounts."""
        return structure_of(self.variables)

    @cached_property
    def catalog(self) -> Catalog:
        """The entries of the policy catalogs."""
        return read_catalog(self.variables.service_control_policies_config_paths, self.config_root)

    @cached_property
    def policies(self) -> Policies:
        """Policies and their attachments."""
        return policies_of(self.structure, self.catalog)

    @cached_property
    def limits(self) -> Limits:
        """AWS's limits with what the configuration overrides; unknown names are left out, a rule reports them."""
        return known_limits(self.variables.limits)
