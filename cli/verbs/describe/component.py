"""One instance as it is after imports and inheritance."""

from __future__ import annotations

import argparse
import sys

from cli import exit_code, options
from cli.configuration import read_stack, resolved
from cli.data import as_text
from cli.instances import config_stack, instance
from cli.query import queried
from cli.verb import UsageError

NAME = "component"
HELP = "print one instance of one config stack, as `atmos describe component` does"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options; ``-s`` as Atmos has it."""
    parser.add_argument("component", metavar="COMPONENT", help="instance, such as account-settings")
    parser.add_argument("-s", "--stack", metavar="STACK", required=True, help="config stack, such as plat-gbl-dev")
    parser.add_argument("--provenance", action="store_true", help="YAML with the file and line of every value")
    options.query(parser)
    options.config_root(parser)
    options.output_format(parser, ("yaml", "json"))


def run(given: argparse.Namespace) -> int:
    """Prints the instance. Exit code 1 when its config stack cannot be resolved."""
    from layers.describe import describe_component

    if given.provenance and (given.query or given.format != "yaml"):
        raise UsageError("--provenance prints the whole instance as YAML: not with --query or another --format")
    tree = read_stack(given, given.stack)
    if not resolved(tree):
        return exit_code.PROBLEMS
    found = instance(config_stack(tree, given.stack), given.component)
    if given.provenance:
        from layers.explaining import provenance_yaml

        sys.stdout.write(provenance_yaml(found))
    else:
        sys.stdout.write(as_text(queried(describe_component(found), given.query), given.format))
    return exit_code.DONE
