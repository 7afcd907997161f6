"""The simulated AWS: start it, deploy everything into it, look into it, end it."""

from __future__ import annotations

import argparse

from cli.verb import add_subverbs, run_subverb
from cli.verbs.sandbox import down, env, restore, shell, snapshot, snapshots, status, up

NAME = "sandbox"
HELP = "run everything in a simulated AWS on this machine: up, down, status, shell, env, snapshot, restore"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the sub-verbs."""
    add_subverbs(parser, (up, down, status, shell, env, snapshot, restore, snapshots))


def run(options: argparse.Namespace) -> int:
    """Runs the sub-verb."""
    return run_subverb(options)
