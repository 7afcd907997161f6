"""AWS's own policies, there for every account as soon as one is named."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from moto.iam.aws_managed_policies import aws_managed_policies_data
from moto.iam.models import AWSManagedPolicy, IAMBackend

_START = ":iam::aws:policy/"


@cache
def _all() -> dict[str, Any]:
    return dict(json.loads(aws_managed_policies_data))


class ManagedPolicies(IAMBackend):  # type: ignore[misc]
    """Moto makes all of AWS's policies for every account or none; here they are made when they are named."""

    def attach_role_policy(self, policy_arn: str, role_name: str) -> None:
        """The policy is attached to the role."""
        self._bring(policy_arn)
        super().attach_role_policy(policy_arn, role_name)

    def attach_group_policy(self, policy_arn: str, group_name: str) -> None:
        """The policy is attached to the group."""
        self._bring(policy_arn)
        super().attach_group_policy(policy_arn, group_name)

    def attach_user_policy(self, policy_arn: str, user_name: str) -> None:
        """The policy is attached to the user."""
        self._bring(policy_arn)
        super().attach_user_policy(policy_arn, user_name)

    def get_policy(self, policy_arn: str) -> Any:
        """The policy with this ARN."""
        self._bring(policy_arn)
        return super().get_policy(policy_arn)

    def get_policy_version(self, policy_arn: str, version_id: str) -> Any:
        """One version of the policy with this ARN."""
        self._bring(policy_arn)
        return super().get_policy_version(policy_arn, version_id)

    def _bring(self, policy_arn: str) -> None:
        if _START not in policy_arn or policy_arn in self.managed_policies:
            return
        name = policy_arn.rsplit("/", 1)[-1]
        if name in _all():
            policy = AWSManagedPolicy.from_data(name, self.account_id, self.region_name, _all()[name])
            if policy.arn == policy_arn:
                self.managed_policies[policy_arn] = policy
