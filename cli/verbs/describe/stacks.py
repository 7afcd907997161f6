"""All config stacks with all their instances."""

from __future__ import annotations

import argparse
import sys

from cli import exit_code, options
from cli.configuration import read, resolved
from cli.data import as_text
from cli.instances import config_stack
from cli.query import queried

NAME = "stacks"
HELP = "print every config stack with its instances, as `atmos describe stacks` does"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options, named as Atmos has them."""
    parser.add_argument("-s", "--stack", metavar="STACK", help="only this config stack")
    parser.add_argument("--components", metavar="NAME,…", type=_names, default=[], help="only these instances")
    parser.add_argument("--component-types", metavar="TYPE,…", type=_names, default=[], help="only these types")
    parser.add_argument("--sections", metavar="KEY,…", type=_names, default=[], help="only these sections")
    parser.add_argument("--include-empty-stacks", action="store_true", help="also stacks that the filters leave empty")
    options.query(parser)
    options.config_root(parser)
    options.output_format(parser, ("yaml", "json"))


def run(given: argparse.Namespace) -> int:
    """Prints the stacks: ``<stack>: components: <type>: <instance>: …``. Exit code 1 when one cannot be resolved."""
    from layers.describe import describe_stacks

    tree = read(given)
    if not resolved(tree):
        return exit_code.PROBLEMS
    if given.stack and "/" not in given.stack:
        config_stack(tree, given.stack)
    filters = (given.components, given.component_types, given.sections)
    found = describe_stacks(tree, given.stack, *filters, include_empty=given.include_empty_stacks)
    sys.stdout.write(as_text(queried(found, given.query), given.format))
    return exit_code.DONE


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]
