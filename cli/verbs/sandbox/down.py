"""Ends the simulated AWS."""

from __future__ import annotations

import argparse
import sys

from cli import exit_code
from cli.places import CHECKOUT

NAME = "down"
HELP = "end the simulated AWS; everything in it is gone"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares nothing: there is only one way down."""


def run(_options: argparse.Namespace) -> int:
    """Stops the sandbox. Fine when it does not run."""
    from sandbox.project import Sandbox

    Sandbox(CHECKOUT).stop()
    sys.stdout.write("The simulated AWS is gone, and everything that was in it.\n")
    return exit_code.DONE
