"""The components that are configured anywhere."""

from __future__ import annotations

import argparse

from cli import exit_code, options
from cli.configuration import read
from cli.table import write

NAME = "components"
HELP = "print what can be deployed, abstract components left out"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    options.config_root(parser)
    options.output_format(parser)


def run(given: argparse.Namespace) -> int:
    """Prints the names, a line each."""
    found = {
        instance.name
        for stack in read(given).stacks.values()
        for instances in stack.instances.values()
        for instance in instances.values()
        if not instance.abstract
    }
    write([(name,) for name in sorted(found)], sorted(found), given.format)
    return exit_code.DONE
