"""All config stacks with all their instances."""

from __future__ import annotations

import argparse
import sys

from cli import exit_code, options
from cli.configuration import read
from cli.data import as_text
from cli.instances import config_stack

NAME = "stacks"
HELP = "print every config stack with its instances"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options; ``-s`` as Atmos has it."""
    parser.add_argument("-s", "--stack", metavar="STACK", help="only this config stack")
    options.config_root(parser)
    options.output_format(parser, ("yaml", "json"))


def run(given: argparse.Namespace) -> int:
    """Prints the stacks: ``<stack>: components: <type>: <instance>: …``."""
    from cli.verbs.describe.shape import described

    tree = read(given)
    shown = [config_stack(tree, given.stack)] if given.stack else list(tree.stacks.values())
    described_stacks = {
        stack.name: {
            "components": {
                component_type: {name: described(found) for name, found in sorted(instances.items())}
                for component_type, instances in sorted(stack.instances.items())
            }
        }
        for stack in shown
    }
    sys.stdout.write(as_text(described_stacks, given.format))
    return exit_code.DONE
