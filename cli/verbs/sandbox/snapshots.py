"""What was kept of the simulated AWS."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime

from cli import exit_code, options
from cli.places import CHECKOUT

NAME = "snapshots"
HELP = "list what was kept"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    options.output_format(parser)


def run(given: argparse.Namespace) -> int:
    """Prints a line for each, oldest first."""
    from sandbox.project import Sandbox

    kept = Sandbox(CHECKOUT).snapshots()
    if given.format == "json":
        sys.stdout.write(json.dumps([asdict(snapshot) for snapshot in kept], indent=2) + "\n")
        return exit_code.DONE
    for snapshot in kept:
        taken = datetime.fromtimestamp(snapshot.taken, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
        sys.stdout.write(f"{snapshot.name}  {taken}  {' '.join(snapshot.options)}".rstrip() + "\n")
    if not kept:
        sys.stdout.write("None. Keep one: ./rootstock sandbox snapshot NAME\n")
    return exit_code.DONE
