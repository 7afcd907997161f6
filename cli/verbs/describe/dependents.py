"""What stands on an instance."""

from __future__ import annotations

import argparse
import sys

from cli import exit_code, options
from cli.configuration import read
from cli.data import as_text
from cli.instances import config_stack, instance

NAME = "dependents"
HELP = "print which instances stand on one, directly or through others, as `atmos describe dependents` does"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options; ``-s`` as Atmos has it."""
    parser.add_argument("component", metavar="COMPONENT", help="instance, such as account-map")
    parser.add_argument("-s", "--stack", metavar="STACK", required=True, help="config stack, such as core-gbl-root")
    options.config_root(parser)
    options.output_format(parser, ("json", "yaml"))


def run(given: argparse.Namespace) -> int:
    """Prints the dependents, sorted by config stack and name."""
    from operate.affected.dependents import Dependents

    tree = read(given)
    found = Dependents(tree).of(instance(config_stack(tree, given.stack), given.component))
    rows = [
        {
            "component": one.name,
            "component_type": one.component_type,
            "stack": one.config_stack,
            "stack_slug": f"{one.config_stack}-{one.name}",
            "pulumi_stack": str(one.stack),
        }
        for one in found
    ]
    sys.stdout.write(as_text(rows, given.format).rstrip("\n") + "\n")
    return exit_code.DONE
