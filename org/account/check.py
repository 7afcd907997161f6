"""What must hold in an organization before anything runs, beyond the types of its variables."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.deploy_roles import KIND, deploy_role_names
from blocks.place import CheckPlace
from model.finding import Problem
from org.account.rules import RULES
from org.account.subject import Subject
from org.account.variables import AccountVariables


def check(variables: AccountVariables, place: CheckPlace) -> Iterator[Problem]:
    """Every problem that the rules of ``org/account/rules`` find."""
    kinds, trusted = place.kinds_by_account(), place.trusted_access()
    subject = Subject(variables, place.config_root, kinds, trusted, _apply_roles(place))
    for rule in RULES:
        yield from rule(subject)


def _apply_roles(place: CheckPlace) -> dict[str, str]:
    return {one.account: deploy_role_names(one.variables).apply_role for one in place.peers() if one.kind == KIND}
