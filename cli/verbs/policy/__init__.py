"""Policies of the organization, offline."""

from __future__ import annotations

import argparse

from cli.verb import add_subverbs, run_subverb
from cli.verbs.policy import evaluate, limits, listing, pack, show, testing

NAME = "policy"
HELP = "list, show, evaluate, test and pack the organization's policies; print what is left of AWS's limits"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the sub-verbs."""
    add_subverbs(parser, (listing, show, evaluate, testing, pack, limits))


def run(options: argparse.Namespace) -> int:
    """Runs the sub-verb."""
    return run_subverb(options)
