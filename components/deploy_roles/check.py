"""What is wrong with the variables of one ``deploy-roles`` instance."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.place import CheckPlace
from components.deploy_roles.rules import RULES
from components.deploy_roles.variables import DeployRolesVariables
from model.finding import Problem


def check(variables: DeployRolesVariables, place: CheckPlace) -> Iterator[Problem]:  # noqa: ARG001
    """Every problem that the rules of ``components/deploy_roles/rules`` find."""
    for rule in RULES if variables.enabled else ():
        yield from rule(variables)
