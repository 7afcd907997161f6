"""Every instance with its config stack and its Pulumi stack."""

from __future__ import annotations

import argparse

from cli import exit_code, options
from cli.configuration import read
from cli.table import write

NAME = "instances"
HELP = "print every instance with its kind, its config stack and its Pulumi stack"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    options.config_root(parser)
    options.output_format(parser)


def run(given: argparse.Namespace) -> int:
    """Prints a table of the instances that are deployed."""
    heads = ("INSTANCE", "KIND", "CONFIG STACK", "PULUMI STACK")
    found = [(one.name, one.kind, one.config_stack, str(one.stack)) for one in read(given).instances()]
    keys = [head.lower().replace(" ", "_") for head in heads]
    write([heads, *found], [dict(zip(keys, row, strict=True)) for row in found], given.format)
    return exit_code.DONE
