"""What the roles are called that machines deploy an account with: all that other rooms need to know of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import Field

from model.context import Context
from model.variables import Variables

KIND = "deploy-roles"


class DeployRoleNames(Variables):
    """Labels and names of a plan role, which previews take, and an apply role, which updates take."""

    name: str = Field("deploy", description="Label of this instance.")
    plan_role_name: str | None = Field(None, description="Name of the role for previews; null takes the labels.")
    apply_role_name: str | None = Field(None, description="Name of the role for updates; null takes the labels.")

    @property
    def plan_role(self) -> str:
        """The name of the role for previews."""
        return self.plan_role_name or self.role_context("plan").id

    @property
    def apply_role(self) -> str:
        """The name of the role for updates."""
        return self.apply_role_name or self.role_context("apply").id

    def role_context(self, purpose: str) -> Context:
        """Labels of a role: IAM knows no regions, so the environment is ``gbl``."""
        return replace(self.context, environment="gbl").derive(None, purpose)


def deploy_role_names(variables: Mapping[str, Any]) -> DeployRoleNames:
    """The names that variables of the kind give, as they are written; nothing else about them is looked at."""
    known = {key: value for key, value in variables.items() if key in DeployRoleNames.model_fields}
    return DeployRoleNames.model_construct(**known)
