"""The merged configuration, as it is after imports and inheritance."""

from __future__ import annotations

import argparse

from cli.verb import add_subverbs, run_subverb
from cli.verbs.describe import affected, component, dependents, stacks

NAME = "describe"
HELP = "print the merged configuration: stacks, component, dependents, affected"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the sub-verbs."""
    add_subverbs(parser, (stacks, component, dependents, affected))


def run(options: argparse.Namespace) -> int:
    """Runs the sub-verb."""
    return run_subverb(options)
