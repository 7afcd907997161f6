"""The names of all config stacks."""

from __future__ import annotations

import argparse

from cli import exit_code, options
from cli.configuration import read
from cli.table import write

NAME = "stacks"
HELP = "print the names of all config stacks"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    options.config_root(parser)
    options.output_format(parser)


def run(given: argparse.Namespace) -> int:
    """Prints the names, a line each."""
    names = list(read(given).stacks)
    write([(name,) for name in names], names, given.format)
    return exit_code.DONE
