"""RS364: an access role whose permissions are longer than IAM takes."""

from __future__ import annotations

from collections.abc import Iterator

from components.tfstate_backend.role_length import too_long
from components.tfstate_backend.role_policy import Backend, role_policy
from components.tfstate_backend.variables import TfstateBackendVariables
from model.finding import Problem

RULE = "RS364"
_KEY = f"arn:aws-us-gov:kms:us-gov-west-1:{'0' * 12}:key/{'0' * 36}"


def role_sizes(variables: TfstateBackendVariables) -> Iterator[Problem]:
    """A problem for each role that names too many stacks one by one."""
    table = f"arn:aws-us-gov:dynamodb:us-gov-west-1:{'0' * 12}:table/{variables.table}"
    backend = Backend(f"arn:aws-us-gov:s3:::{variables.bucket}", variables.pulumi_project, _KEY, _KEY, table)
    for key, size, most in too_long(variables, "role_inline_policy_size", lambda role: role_policy(role, backend)):
        yield Problem(
            RULE,
            f"the policy of access role '{key}' would have {size} characters; IAM takes {most}: name stacks by "
            "patterns, such as `plat-*`, or make two roles",
            ("vars", "access_roles", key),
        )
