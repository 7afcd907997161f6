"""The account map as a stack finds it: exported by another stack, or kept in YAML."""

from __future__ import annotations

from typing import cast

from blocks.partition import partition_of
from layers import Instance, Tree
from model.account_map import AccountMap
from org.account_map.mapping import of_yaml
from org.account_map.variables import AccountMapVariables
from program.kinds import KINDS
from program.management import map_instance
from program.variables import validated

_SWITCH = "account_map_enabled"


def exported_map(tree: Tree) -> Instance | None:
    """The instance whose exports are the map; None where YAML keeps it, or where there is none."""
    found = map_instance(tree)
    return found if found and found.vars.get(_SWITCH) is not False else None


def static_map(tree: Tree) -> AccountMap | None:
    """The map that YAML keeps; None where it is exported, where there is none, or where its variables are wrong."""
    found = map_instance(tree)
    if found is None or found.kind != "account-map" or found.vars.get(_SWITCH) is not False:
        return None
    variables = cast(AccountMapVariables | None, validated(KINDS[found.kind], found)[0])
    return of_yaml(variables, partition_of(variables.region)) if variables else None
