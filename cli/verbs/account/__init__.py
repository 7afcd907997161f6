"""Accounts as files."""

from __future__ import annotations

import argparse

from cli.verb import add_subverbs, run_subverb
from cli.verbs.account import new

NAME = "account"
HELP = "write the files of a new account"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the sub-verbs."""
    add_subverbs(parser, (new,))


def run(options: argparse.Namespace) -> int:
    """Runs the sub-verb."""
    return run_subverb(options)
