"""Policies of the organization, offline."""

from __future__ import annotations

import argparse

from cli.verb import add_subverbs, run_subverb
from cli.verbs.policy import limits, listing, show

NAME = "policy"
HELP = "list and show policies as AWS gets them, and how far they are from AWS's limits"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the sub-verbs."""
    add_subverbs(parser, (listing, show, limits))


def run(options: argparse.Namespace) -> int:
    """Runs the sub-verb."""
    return run_subverb(options)
