"""Whether the simulated AWS runs, where, and which stacks stand in it."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from cli import exit_code, options
from cli.places import CHECKOUT

if TYPE_CHECKING:
    from sandbox.project import Status

NAME = "status"
HELP = "say whether the simulated AWS runs, and where"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    options.output_format(parser)


def as_json(status: Status) -> str:
    """The status as a JSON document."""
    return json.dumps(asdict(status), indent=2, default=str)


def run(given: argparse.Namespace) -> int:
    """Prints the status. Exit code 0 whether it runs or not: both are fine."""
    from sandbox.project import Sandbox

    status = Sandbox(CHECKOUT).status()
    if given.format == "json":
        lines = [as_json(status)]
    elif status.running:
        lines = [
            f"The simulated AWS answers at {status.url} (pid {status.pid}).",
            f"Look at it in a browser: {status.page}",
            f"Its log: {status.log}",
            f"Pulumi stacks: {', '.join(status.stacks) or 'none'}",
        ]
    else:
        lines = ["The simulated AWS does not run. Start it: ./rootstock sandbox up"]
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return exit_code.DONE
