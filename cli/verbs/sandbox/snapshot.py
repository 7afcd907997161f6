"""Keeps what the simulated AWS holds, to return to it."""

from __future__ import annotations

import argparse
import sys

from cli import exit_code
from cli.places import CHECKOUT

NAME = "snapshot"
HELP = "keep the organization as it is, with its Pulumi state, under a name"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the name."""
    parser.add_argument("name", metavar="NAME", help="letters, digits, '.', '_' and '-'; an older one makes room")


def run(given: argparse.Namespace) -> int:
    """Keeps it. Exit code 1 when there is no sandbox, or Pulumi is at work."""
    from sandbox.project import Sandbox

    name = Sandbox(CHECKOUT).snapshot(given.name).name
    sys.stdout.write(f"Kept as '{name}'. Return to it: ./rootstock sandbox restore {name}\n")
    return exit_code.DONE
