"""Starts the simulated AWS and deploys the whole organization into it."""

from __future__ import annotations

import argparse
import json
import os
import sys
from typing import TYPE_CHECKING

from cli import exit_code, options
from cli.configuration import checked, program_environment
from cli.deployment import carry_out
from cli.places import CHECKOUT
from cli.terminal import say

if TYPE_CHECKING:
    from sandbox.project import Sandbox

    from operate.pulumi import Pulumi

NAME = "up"
HELP = "start the simulated AWS and deploy every stack into it"

_NEXT = (
    "./rootstock sandbox shell                 # then: pulumi preview --stack core-root",
    "./rootstock explain core-gbl-root account # where each value comes from",
    "./rootstock sandbox down                  # end the simulated AWS; nothing is left",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("--no-deploy", action="store_true", help="start the simulated AWS alone, with empty stacks")
    options.config_root(parser)
    options.output_format(parser)
    options.parallel(parser)


def run(given: argparse.Namespace) -> int:
    """Validates, starts, deploys. Exit code 1 when the configuration has findings or a stack failed."""
    from sandbox.project import Sandbox

    from operate.deploy import Plan
    from operate.pulumi import Operation
    from operate.stacks import dependencies

    tree = checked(given)
    if tree is None:
        return exit_code.PROBLEMS
    graph = dependencies(tree)
    sandbox = Sandbox(CHECKOUT)
    sandbox.start(sorted(graph))
    say(f"The simulated AWS answers at {sandbox.url}.")
    if given.no_deploy:
        return _started(sandbox, given.format)
    plan = Plan(Operation.UP, graph, given.parallel)
    return carry_out(plan, _pulumi(sandbox, given), given.format, "./rootstock sandbox up", _NEXT)


def _pulumi(sandbox: Sandbox, given: argparse.Namespace) -> Pulumi:
    from operate.pulumi import Pulumi

    environment = {**os.environ, **sandbox.environment(), **program_environment(given)}
    return Pulumi(CHECKOUT, environment, sandbox.logs)


def _started(sandbox: Sandbox, output_format: str) -> int:
    if output_format == "json":
        sys.stdout.write(json.dumps({"url": sandbox.url}, indent=2) + "\n")
    else:
        sys.stdout.write("Nothing is deployed yet. Deploy everything: ./rootstock sandbox up\n")
    return exit_code.DONE
