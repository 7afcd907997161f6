"""RS381: a role whose trust policy is longer than IAM takes."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.partition import partition_of
from components.deploy_roles.trust import Purpose, Trusting, trust_policy
from components.deploy_roles.variables import DeployRolesVariables
from model.finding import Problem

RULE = "RS381"
_SOME_ACCOUNT = "0" * 12


def trust_sizes(variables: DeployRolesVariables) -> Iterator[Problem]:
    """A problem for each role that too many are named for."""
    most = variables.known_limits.of("role_trust_policy_size")
    trusting = Trusting(partition_of(variables.region), _SOME_ACCOUNT, _SOME_ACCOUNT)
    for purpose in Purpose:
        size = len(trust_policy(variables, purpose, trusting))
        if size > most:
            text = (
                f"the trust policy of the {purpose} role would have {size} characters; IAM takes {most}: name stacks "
                "by patterns, or raise quota L-C07B4B0D and write `limits: {role_trust_policy_size: 4096}`"
            )
            yield Problem(RULE, text, ("vars", "pulumi_cloud" if variables.pulumi_cloud else "github"))
