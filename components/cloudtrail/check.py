"""What is wrong with the variables of one ``cloudtrail`` instance."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.place import CheckPlace
from components.cloudtrail.rules import RULES
from components.cloudtrail.variables import CloudTrailVariables
from model.finding import Problem


def check(variables: CloudTrailVariables, place: CheckPlace) -> Iterator[Problem]:
    """Every problem that the rules of ``components/cloudtrail/rules`` find."""
    for rule in RULES if variables.enabled else ():
        yield from rule(variables, place)
