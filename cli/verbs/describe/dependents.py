"""The instances that depend on one."""

from __future__ import annotations

import argparse
import sys
from functools import partial

from cli import exit_code, options
from cli.configuration import read, resolved
from cli.data import as_text
from cli.instances import config_stack, instance
from cli.query import queried

NAME = "dependents"
HELP = "print the instances that depend on one, as `atmos describe dependents` does"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options; ``-s`` as Atmos has it."""
    parser.add_argument("component", metavar="COMPONENT", help="instance, such as account")
    parser.add_argument("-s", "--stack", metavar="STACK", required=True, help="config stack, such as core-gbl-root")
    options.query(parser)
    options.config_root(parser)
    options.output_format(parser, ("yaml", "json"))


def run(given: argparse.Namespace) -> int:
    """Prints the list, empty when nothing depends on the instance. Exit code 1 when the tree cannot be resolved."""
    from layers.dependents import describe_dependents
    from program.derived_dependencies import derived_dependencies

    tree = read(given)
    if not resolved(tree):
        return exit_code.PROBLEMS
    instance(config_stack(tree, given.stack), given.component)
    derived = partial(derived_dependencies, tree)
    found = describe_dependents(tree, given.component, given.stack, derived)
    sys.stdout.write(as_text(queried(found, given.query), given.format))
    return exit_code.DONE
