"""Who may take an access role.

A trust names accounts and, as conditions, patterns of principals in them: so it stays short, names roles that do not
exist yet, and outlives roles that are made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from blocks.policy_document import Statement, account_root, document, statement
from components.tfstate_backend.access import AccessRole

EVERYWHERE = "*"
_ASSUME = ("sts:AssumeRole", "sts:TagSession")


@dataclass(frozen=True)
class Trusting:
    """The surroundings of the roles: the account they are in, accounts by name, the organization where it is known."""

    partition: str
    account_id: str
    accounts: Mapping[str, str]
    organization_id: str | None = None

    def account(self, name: str) -> str:
        """The id of an account that is named, given by id, or ``*``. Raises KeyError for an unknown name."""
        return name if name == EVERYWHERE or name.isdigit() else self.accounts[name]


def trust_policy(role: AccessRole, trusting: Trusting) -> str:
    """The trust of a role; a role that nobody is named for may be taken by the administrators of its own account."""
    return document(_statements(role, trusting))


def _statements(role: AccessRole, trusting: Trusting) -> Iterator[Statement]:
    allowed = sorted(
        {
            *_roles(role.allowed_roles, trusting),
            *_permission_sets(role.allowed_permission_sets, trusting),
            *role.allowed_principal_arns,
        }
    )
    near = [arn for arn in allowed if _account_of(arn) != EVERYWHERE]
    far = [arn for arn in allowed if _account_of(arn) == EVERYWHERE]
    if near or not allowed:
        ids = sorted({_account_of(arn) for arn in near}) or [trusting.account_id]
        roots = [account_root(trusting.partition, account_id) for account_id in ids]
        conditions = {"ArnLike": {"aws:PrincipalArn": near}} if near else None
        principal = {"AWS": roots[0] if len(roots) == 1 else roots}
        yield statement("Accounts", "Allow", _ASSUME, None, principal, conditions)
    if far and trusting.organization_id:
        within = {"StringEquals": {"aws:PrincipalOrgID": trusting.organization_id}}
        yield statement(
            "Organization", "Allow", _ASSUME, None, {"AWS": "*"}, within | {"ArnLike": {"aws:PrincipalArn": far}}
        )
    denied = [
        *_roles(role.denied_roles, trusting),
        *_permission_sets(role.denied_permission_sets, trusting),
        *role.denied_principal_arns,
    ]
    if denied:
        yield statement("Denied", "Deny", _ASSUME, None, {"AWS": "*"}, {"ArnLike": {"aws:PrincipalArn": denied}})


def _roles(named: Mapping[str, Iterable[str]], trusting: Trusting) -> Iterator[str]:
    for account, names in named.items():
        for name in names:
            yield f"arn:{trusting.partition}:iam::{trusting.account(account)}:role/{name}"


def _permission_sets(named: Mapping[str, Iterable[str]], trusting: Trusting) -> Iterator[str]:
    # In the Identity Center's home region us-east-1 the path has no region between the two slashes, elsewhere it has.
    for account, names in named.items():
        for name in names:
            path = f"aws-reserved/sso.amazonaws.com*/AWSReservedSSO_{name}_*"
            yield f"arn:{trusting.partition}:iam::{trusting.account(account)}:role/{path}"


def _account_of(arn: str) -> str:
    return arn.split(":")[4]
