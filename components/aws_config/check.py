"""What is wrong with the variables of one ``aws-config`` instance."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.place import CheckPlace
from components.aws_config.rules import RULES
from components.aws_config.variables import AwsConfigVariables
from model.finding import Problem


def check(variables: AwsConfigVariables, place: CheckPlace) -> Iterator[Problem]:  # noqa: ARG001
    """Every problem that the rules of ``components/aws_config/rules`` find."""
    for rule in RULES if variables.enabled else ():
        yield from rule(variables)
