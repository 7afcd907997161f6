"""RS363: an access role whose trust policy is longer than IAM takes."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.partition import partition_of
from components.tfstate_backend.role_length import too_long
from components.tfstate_backend.trust import Trusting, trust_policy
from components.tfstate_backend.variables import TfstateBackendVariables
from model.finding import Problem

RULE = "RS363"
_SOME_ACCOUNT = "0" * 12


def trust_sizes(variables: TfstateBackendVariables) -> Iterator[Problem]:
    """A problem for each role that too many are named for. Unknown accounts count as if they were known."""
    accounts = _AnyAccount({variables.own_account: _SOME_ACCOUNT, **variables.account_map.full_account_map})
    trusting = Trusting(partition_of(variables.region), _SOME_ACCOUNT, accounts, variables.organization_id)
    for key, size, most in too_long(variables, "role_trust_policy_size", lambda role: trust_policy(role, trusting)):
        yield Problem(
            RULE,
            f"the trust policy of access role '{key}' would have {size} characters; IAM takes {most}: name the "
            "organization (account `*` and `organization_id`) or patterns of roles, or raise quota L-C07B4B0D and "
            "write `limits: {role_trust_policy_size: 4096}`",
            ("vars", "access_roles", key),
        )


class _AnyAccount(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return _SOME_ACCOUNT
