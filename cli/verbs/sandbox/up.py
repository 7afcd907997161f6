"""Starts the simulated AWS and deploys the whole organization into it."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from cli import exit_code, options
from cli.configuration import checked, program_environment
from cli.places import CHECKOUT
from cli.terminal import say
from cli.verbs.sandbox import trouble
from cli.verbs.sandbox.status import as_json
from cli.words import counted

if TYPE_CHECKING:
    from sandbox.project import Status

NAME = "up"
HELP = "start the simulated AWS and deploy every stack into it"

_NEXT = (
    ("./rootstock sandbox shell", "then: pulumi preview -s plat-dev"),
    ("./rootstock explain core-gbl-root account", "where each value comes from"),
    ("./rootstock sandbox down", "ends it; nothing is left"),
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("--no-deploy", action="store_true", help="start the simulated AWS alone, with empty stacks")
    options.config_root(parser)
    options.output_format(parser)
    options.parallel(parser)
    trouble.arguments(parser)


def run(given: argparse.Namespace) -> int:
    """Validates, starts, deploys. Exit code 1 when the configuration has findings or a stack failed."""
    from cli.deployment import carry_out
    from operate.credentials import credentials_of
    from operate.deploy import Plan
    from operate.pulumi import Operation, Pulumi
    from operate.stack_file import secrets_providers
    from operate.stacks import dependencies
    from program.management import management_account_id
    from sandbox.project import Sandbox

    tree = checked(given)
    if tree is None:
        return exit_code.PROBLEMS
    graph = dependencies(tree)
    sandbox = Sandbox(CHECKOUT)
    sandbox.start(sorted(graph), management_account_id(tree), options=trouble.given(given))
    say(f"The simulated AWS answers at {sandbox.url}, and shows itself at {sandbox.page}")
    if given.no_deploy:
        return _started(sandbox.status(), given.format)
    environment = sandbox.process_environment() | program_environment(given)
    pulumi = Pulumi(CHECKOUT, environment, sandbox.home / "logs")
    providers, credentials = secrets_providers(sandbox.project, graph), credentials_of(tree, pulumi)
    plan = Plan(Operation.UP, graph, given.parallel, secrets_providers=providers, credentials=credentials)
    return carry_out(plan, pulumi, given.format, "./rootstock sandbox up", _NEXT)


def _started(status: Status, output_format: str) -> int:
    if output_format == "json":
        sys.stdout.write(as_json(status) + "\n")
    else:
        stacks = counted(len(status.stacks), "Pulumi stack")
        sys.stdout.write(
            f"{stacks} to deploy into it: ./rootstock sandbox up, or by hand in ./rootstock sandbox shell\n"
        )
    return exit_code.DONE
