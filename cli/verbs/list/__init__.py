"""Names and values across the whole tree, a line each."""

from __future__ import annotations

import argparse

from cli.verb import add_subverbs, run_subverb
from cli.verbs.list import components, instances, stacks, values

NAME = "list"
HELP = "list stacks, components or instances, or compare the values of one component across stacks"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the sub-verbs."""
    add_subverbs(parser, (stacks, components, instances, values))


def run(options: argparse.Namespace) -> int:
    """Runs the sub-verb."""
    return run_subverb(options)
