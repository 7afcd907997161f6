"""Accounts of the organization, one at a time."""

from __future__ import annotations

import argparse

from cli.verb import add_subverbs, run_subverb
from cli.verbs.account import close, env, new

NAME = "account"
HELP = "write the files of a new account; print an account's id, role and AWS config profile; close an account"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the sub-verbs."""
    add_subverbs(parser, (new, env, close))


def run(options: argparse.Namespace) -> int:
    """Runs the sub-verb."""
    return run_subverb(options)
