"""What is wrong with the variables of one ``tfstate-backend`` instance."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.place import CheckPlace
from components.tfstate_backend.rules import RULES
from components.tfstate_backend.variables import TfstateBackendVariables
from model.finding import Problem


def check(variables: TfstateBackendVariables, place: CheckPlace) -> Iterator[Problem]:  # noqa: ARG001
    """Every problem that the rules of ``components/tfstate_backend/rules`` find."""
    for rule in RULES if variables.enabled else ():
        yield from rule(variables)
