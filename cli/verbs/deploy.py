"""Pulumi stacks in dependency order, with the user's own backend and AWS credentials."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from cli import exit_code, options
from cli.configuration import checked, program_environment
from cli.places import CHECKOUT
from cli.terminal import say
from cli.verb import UsageError
from cli.words import counted

if TYPE_CHECKING:
    from layers import Tree
    from operate.deploy import Plan

NAME = "deploy"
HELP = "run Pulumi stacks in dependency order, several at once, in your own AWS"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("stacks", metavar="STACK", nargs="*", help="Pulumi stacks, such as core-root or plat-dev")
    parser.add_argument("--all", action="store_true", help="every stack of the configuration")
    parser.add_argument("--component", metavar="INSTANCE", help="only this instance, such as account-settings")
    parser.add_argument("--preview", action="store_true", help="show what would change; change nothing")
    parser.add_argument("--yes", action="store_true", help="do not ask; for machines")
    options.parallel(parser)
    options.config_root(parser)
    options.output_format(parser)


def run(given: argparse.Namespace) -> int:
    """Asks, then runs the stacks. Exit code 1 when the configuration has findings or a stack failed."""
    from cli.deployment import carry_out
    from cli.surroundings import surroundings
    from operate.pulumi import Pulumi

    if not (given.stacks or given.all or given.component):
        raise UsageError("deploy what? Name stacks, or --all, or --component INSTANCE")
    if given.stacks and given.all:
        raise UsageError("--all already means every stack: leave the names out, or leave --all out")
    if not (given.yes or given.preview or sys.stdin.isatty()):
        raise UsageError("there is no terminal to ask on: say --yes to deploy, or --preview to look only")
    tree = checked(given)
    if tree is None:
        return exit_code.PROBLEMS
    plan = _plan(given, tree)
    around = surroundings()
    if not (given.yes or given.preview or _agreed(plan, around.words)):
        say("Nothing was done.")
        return exit_code.PROBLEMS
    pulumi = Pulumi(CHECKOUT, {**around.environment, **program_environment(given)}, around.logs)
    return carry_out(plan, pulumi, given.format, _again(given), ())


def _plan(given: argparse.Namespace, tree: Tree) -> Plan:
    from operate.deploy import Plan
    from operate.graph import restrict
    from operate.pulumi import Operation
    from operate.stack_file import secrets_providers
    from operate.stacks import dependencies, known, targets

    graph = dependencies(tree)
    narrowed = targets(tree, given.component) if given.component else {}
    names = known(graph, given.stacks) if given.stacks else sorted(narrowed or graph)
    if narrowed and (without := [name for name in names if name not in narrowed]):
        raise UsageError(f"'{given.component}' is not in {', '.join(without)}, but in {', '.join(sorted(narrowed))}")
    operation = Operation.PREVIEW if given.preview else Operation.UP
    return Plan(operation, restrict(graph, names), given.parallel, narrowed, secrets_providers(CHECKOUT, names))


def _again(given: argparse.Namespace) -> str:
    """The command that does the same again."""
    words = ["./rootstock deploy", *given.stacks]
    words += [f"--{name}" for name in ("all", "preview", "yes") if getattr(given, name)]
    words += [f"--component {given.component}"] if given.component else []
    words += [f"--config-root {given.config_root}"] if given.config_root else []
    return " ".join(words)


def _agreed(plan: Plan, where: str) -> bool:
    """Whether the user wants it, after reading which stacks will run. Only the word itself counts."""
    say(f"{counted(len(plan.after), 'stack')} will be brought up {where}:")
    say(f"  {', '.join(sorted(plan.after))}")
    sys.stderr.write("Type 'yes' to go on: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip() == "yes"
