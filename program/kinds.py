"""The kinds that can be deployed. A new kind is a room of its own and one entry here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from blocks.owned import Owned
from blocks.place import CheckPlace
from blocks.recorded import Recorded
from model.finding import Problem
from model.variables import Variables

if TYPE_CHECKING:  # pulumi is imported only by a run: describing and validating stay fast
    from blocks.wiring import Built, Wiring

Check = Callable[[Any, CheckPlace], Iterable[Problem]]
Guard = Callable[[Any, Recorded, CheckPlace], Iterable[Problem]]
Claims = Callable[[Any, CheckPlace], Iterable[Owned]]
Build = Callable[[str, Any, "Wiring"], "Built"]


@dataclass(frozen=True)
class InstanceName:
    """The variables of a kind that together name another instance; missing labels are those of the instance itself.

    ``unless`` is a variable that, where it is set, takes the place of what the other instance exports; the variable
    ``unless_false`` switches the name off.
    """

    component: str
    tenant: str | None = None
    environment: str | None = None
    stage: str | None = None
    unless: str | None = None
    unless_false: str | None = None


@dataclass(frozen=True)
class Kind:
    """A kind: where its variables, its check and its component resource are found, and what it stands on.

    ``room`` is a package with ``variables``, ``resource`` and perhaps ``check``, ``guard`` and ``owned``. ``upstreams``
    are the instances that its variables name, by role. A guard compares the variables with what earlier runs recorded,
    before anything is registered; ``component`` is the type of what it guards. ``remembers`` is the variable whose
    resources depend on what earlier runs recorded. ``management_only`` kinds belong to the management account, others
    do when the variable ``management_only_if`` is true. Kinds without ``uses_aws`` create nothing in AWS.
    ``trusted_access`` are the services that must be trusted in the organization, each with the variable that must be
    true for it (empty for always).
    """

    name: str
    room: str
    variables_class: str
    has_check: bool = False
    upstreams: Mapping[str, InstanceName] = field(default_factory=dict)
    has_guard: bool = False
    component: str = ""
    remembers: str = ""
    has_owned: bool = False
    management_only: bool = False
    management_only_if: str = ""
    uses_aws: bool = True
    trusted_access: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def variables(self) -> type[Variables]:
        """The model of the variables that YAML may set. Imports neither pulumi nor boto3."""
        model: type[Variables] = getattr(import_module(f"{self.room}.variables"), self.variables_class)
        return model

    @cached_property
    def check(self) -> Check | None:
        """The check that goes beyond the types of the variables; None where there is none."""
        return import_module(f"{self.room}.check").check if self.has_check else None

    @cached_property
    def guard(self) -> Guard | None:
        """The comparison with what is recorded in the stack's own state; None where there is none."""
        return import_module(f"{self.room}.guard").guard if self.has_guard else None

    @cached_property
    def owned(self) -> Claims | None:
        """What an instance claims in its account, of which there is only one; None where it claims nothing."""
        return import_module(f"{self.room}.owned").owned if self.has_owned else None

    def switch(self, variable: str, given: Mapping[str, Any]) -> bool:
        """Whether a boolean variable is true, by default or as given; an empty name is always true."""
        if not variable:
            return True
        known = self.variables.model_fields.get(variable)
        return given.get(variable, known.default if known else None) is True

    def only_in_management(self, given: Mapping[str, Any]) -> bool:
        """Whether an instance with these variables works in the management account only."""
        return self.management_only or bool(self.management_only_if and self.switch(self.management_only_if, given))

    @cached_property
    def build(self) -> Build:
        """The function that registers the component resource. Imports pulumi."""
        build: Build = import_module(f"{self.room}.resource").build
        return build


_KINDS = (
    Kind(
        "account",
        "org.account",
        "AccountVariables",
        has_check=True,
        has_guard=True,
        component="rootstock:org:OrganizationTree",
        has_owned=True,
        management_only=True,
    ),
    Kind(
        "account-map",
        "org.account_map",
        "AccountMapVariables",
        has_check=True,
        upstreams={"account": InstanceName("account_component_name", unless_false="account_map_enabled")},
        management_only=True,
        uses_aws=False,
    ),
    Kind(
        "cloudtrail",
        "components.cloudtrail",
        "CloudTrailVariables",
        has_check=True,
        upstreams={
            "bucket": InstanceName(
                "cloudtrail_bucket_component_name",
                tenant="cloudtrail_bucket_tenant_name",
                environment="cloudtrail_bucket_environment_name",
                stage="cloudtrail_bucket_stage_name",
                unless="s3_bucket_name",
            )
        },
        management_only_if="is_organization_trail",
        trusted_access={"cloudtrail.amazonaws.com": "is_organization_trail"},
    ),
    Kind("cloudtrail-bucket", "components.cloudtrail_bucket", "CloudTrailBucketVariables", has_check=True),
    Kind(
        "config-bucket",
        "components.config_bucket",
        "ConfigBucketVariables",
        has_check=True,
        upstreams={"access-logs": InstanceName("access_log_bucket_component_name", unless="access_log_bucket_name")},
    ),
    Kind(
        "aws-config",
        "components.aws_config",
        "AwsConfigVariables",
        has_check=True,
        upstreams={
            "bucket": InstanceName(
                "config_bucket_component_name",
                tenant="config_bucket_tenant",
                environment="config_bucket_env",
                stage="config_bucket_stage",
                unless="s3_bucket_name",
            )
        },
        has_owned=True,
    ),
    Kind("tfstate-backend", "components.tfstate_backend", "TfstateBackendVariables", has_check=True),
    Kind(
        "account-settings",
        "components.account_settings",
        "AccountSettingsVariables",
        has_check=True,
        remembers="service_quotas",
        has_owned=True,
    ),
    Kind(
        "account-quotas",
        "components.account_quotas",
        "AccountQuotasVariables",
        has_check=True,
        upstreams={
            "account-settings": InstanceName(
                "account_settings_component_name", environment="account_settings_environment_name"
            )
        },
        remembers="quotas",
        has_owned=True,
    ),
    Kind("deploy-roles", "components.deploy_roles", "DeployRolesVariables", has_check=True, has_owned=True),
    Kind("budget", "components.budget", "BudgetVariables", has_check=True, has_owned=True),
)

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _KINDS}
