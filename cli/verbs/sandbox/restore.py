"""Returns to what was kept of the simulated AWS."""

from __future__ import annotations

import argparse
import sys

from cli import exit_code
from cli.places import CHECKOUT

NAME = "restore"
HELP = "return to an organization that was kept; starts the simulated AWS when it does not run"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the name."""
    parser.add_argument("name", metavar="NAME", help="as given to ./rootstock sandbox snapshot")


def run(given: argparse.Namespace) -> int:
    """Returns to it. Exit code 1 when there is no such snapshot, or Pulumi is at work."""
    from sandbox.project import Sandbox

    sandbox = Sandbox(CHECKOUT)
    sandbox.restore(given.name)
    sys.stdout.write(f"Back at '{given.name}'. The simulated AWS answers at {sandbox.url}\n")
    return exit_code.DONE
