"""Pulumi stacks in dependency order, with the user's own backend and AWS credentials."""

from __future__ import annotations

import argparse
import shlex
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cli import exit_code, options
from cli.configuration import checked, config_root, program_environment
from cli.places import CHECKOUT
from cli.question import agreed
from cli.terminal import say
from cli.verb import UsageError
from cli.words import counted

if TYPE_CHECKING:
    from layers import Tree
    from operate.deploy import Plan
    from operate.forecast import Forecast

NAME = "deploy"
HELP = "run Pulumi stacks in dependency order, several at once, in your own AWS"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("stacks", metavar="STACK", nargs="*", help="Pulumi stacks: core-root, 'plat-*'")
    parser.add_argument("--all", action="store_true", help="every stack of the configuration")
    options.affected(parser)
    parser.add_argument("--component", metavar="INSTANCE", help="only this instance, such as account-settings")
    parser.add_argument("--preview", action="store_true", help="show what would change; change nothing")
    parser.add_argument("--yes", action="store_true", help="do not ask; for machines")
    options.parallel(parser)
    options.config_root(parser)
    options.output_format(parser)


def run(given: argparse.Namespace) -> int:
    """Previews, asks, then runs the stacks. Exit code 1 when the configuration has findings or a stack failed."""
    from cli.deployment import look_first, look_then_carry_out
    from cli.surroundings import surroundings
    from operate.credentials import credentials_of

    _check_usage(given)
    tree = checked(given)
    if tree is None:
        return exit_code.PROBLEMS
    around = surroundings()
    plan = _plan(given, tree, around.project)
    if not plan.after:
        say(f"No stack is affected by what changed since {given.base}.")
        return exit_code.DONE
    pulumi = around.pulumi(program_environment(given))
    plan = replace(plan, credentials=credentials_of(tree, pulumi))
    output_format = "events" if given.format == "json" else given.format
    if given.preview:
        return look_first(plan, pulumi, output_format, again(given))[1]
    return look_then_carry_out(
        plan, pulumi, output_format, again(given), lambda found: given.yes or _agreed(found, around.words)
    )


def _check_usage(given: argparse.Namespace) -> None:
    if not (given.stacks or given.all or given.component or given.affected):
        raise UsageError("deploy what? Name stacks, or --all, or --affected, or --component INSTANCE")
    for name in ("all", "affected"):
        if given.stacks and getattr(given, name):
            raise UsageError(f"--{name} already means which stacks: leave the names out, or leave --{name} out")
    if given.all and given.affected:
        raise UsageError("--all already means every stack: leave --affected out, or leave --all out")
    if not (given.yes or given.preview or sys.stdin.isatty()):
        raise UsageError("there is no terminal to ask on: say --yes to deploy, or --preview to look only")


def _plan(given: argparse.Namespace, tree: Tree, project: Path) -> Plan:
    from operate.deploy import Plan
    from operate.graph import restrict
    from operate.pulumi import Operation
    from operate.stack_file import secrets_providers
    from operate.stacks import dependencies, known, retired_stacks, targets

    graph, retired = dependencies(tree), retired_stacks(tree)
    narrowed = targets(tree, given.component) if given.component else {}
    names = known(graph, given.stacks, retired) if given.stacks else sorted(narrowed or graph)
    if given.affected:
        names = [name for name in names if name in _affected(given)]
    if given.all and retired:
        say(f"Not deployed: {', '.join(f'{stack} ({one.state})' for stack, one in sorted(retired.items()))}.")
    if narrowed and (without := [name for name in names if name not in narrowed]):
        raise UsageError(f"'{given.component}' is not in {', '.join(without)}, but in {', '.join(sorted(narrowed))}")
    return Plan(Operation.UP, restrict(graph, names), given.parallel, narrowed, secrets_providers(project, names))


def _affected(given: argparse.Namespace) -> frozenset[str]:
    from operate.affected import affected_stacks

    return affected_stacks(CHECKOUT, config_root(given), given.base)


def again(given: argparse.Namespace) -> str:
    """The command that does the same again."""
    words = ["./rootstock", "deploy", *given.stacks]
    words += [f"--{name}" for name in ("all", "affected", "preview", "yes") if getattr(given, name)]
    words += ["--base", given.base] if given.affected else []
    words += ["--component", given.component] if given.component else []
    words += ["--config-root", str(given.config_root)] if given.config_root else []
    return shlex.join(words)


def _agreed(found: Forecast, where: str) -> bool:
    say()
    return agreed(f"{counted(len(found.changing) + len(found.waiting), 'stack')} will be brought up {where}.")
