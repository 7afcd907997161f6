"""The organization of the tree, as the policy verbs look at it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from cli.configuration import read
from cli.verb import UsageError

if TYPE_CHECKING:
    from org.account.subject import Subject


def subject(given: argparse.Namespace) -> Subject:
    """The configured organization. UsageError where there is none, or where its variables are wrong."""
    from org.account.subject import Subject
    from org.account.variables import AccountVariables
    from program.kinds import KINDS
    from program.management import account_instance
    from program.place import trusted_access
    from program.variables import validated

    tree = read(given)
    instance = account_instance(tree)
    if instance is None:
        raise UsageError("no instance of kind 'account' in the configuration: there is no organization to look at")
    variables, _ = validated(KINDS["account"], instance)
    if not isinstance(variables, AccountVariables):
        raise UsageError("the variables of kind 'account' have findings: see `./rootstock validate`")
    return Subject(variables, tree.root, trusted_access=trusted_access(tree))
