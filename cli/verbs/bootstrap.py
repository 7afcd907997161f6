"""From an empty AWS to a managed organization whose state is in its own bucket."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from cli import exit_code, options
from cli.configuration import checked, program_environment
from cli.question import agreed
from cli.terminal import say
from cli.verb import UsageError

if TYPE_CHECKING:
    from cli.bootstrap import Teller
    from layers import Tree
    from operate.bootstrap.bootstrap import Bootstrap
    from operate.bootstrap.standing import Standing
    from operate.bootstrap.step import Planned

NAME = "bootstrap"
HELP = "set up an organization from nothing: its state bucket, its state in there, then every stack"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("--dry-run", action="store_true", help="print the steps and which are done; change nothing")
    parser.add_argument("--yes", action="store_true", help="do not ask; for machines")
    parser.add_argument("--stack", metavar="STACK", help="the stack of the state backend, where several make one")
    options.parallel(parser)
    options.config_root(parser)
    options.output_format(parser)


def run(given: argparse.Namespace) -> int:
    """Takes the steps that are left, asking before the first and before the organization. Exit code 1 if one fails."""
    if not (given.yes or given.dry_run or sys.stdin.isatty()):
        raise UsageError("there is no terminal to ask on: say --yes to go on, or --dry-run to look only")
    tree = checked(given)
    if tree is None:
        return exit_code.PROBLEMS
    from cli.bootstrap import Teller

    teller = Teller(given.format == "json", _again(given))
    bootstrap, words = _bootstrap(given, tree, teller)
    if given.dry_run:
        return _dry_run(bootstrap, teller)
    with bootstrap.alone():
        now = bootstrap.standing()
        _check_account(tree, now)
        steps = bootstrap.planned(now)
        teller.plan(steps, now)
        if not all(step.done for step in steps[:-2]) and not _agreed(given, f"This is done {words}."):
            say("Nothing was done.")
            return exit_code.PROBLEMS
        code = _take(bootstrap, steps[:-1], teller)
        return code or _organization(given, tree, bootstrap, teller)


def _bootstrap(given: argparse.Namespace, tree: Tree, teller: Teller) -> tuple[Bootstrap, str]:
    from cli.surroundings import surroundings
    from operate.bootstrap.backend import state_backend
    from operate.bootstrap.bootstrap import Bootstrap
    from operate.bootstrap.disk import Disk
    from operate.stacks import dependencies

    backend = state_backend(tree, given.stack)
    around = surroundings()
    pulumi = around.pulumi(program_environment(given))
    others = [name for name in dependencies(tree) if name != backend.stack]
    disk = Disk(around.kept, around.project)
    return Bootstrap(backend, disk, pulumi, others, teller.outside(), given.parallel), around.words


def _dry_run(bootstrap: Bootstrap, teller: Teller) -> int:
    from operate.errors import OperateError

    now = None
    try:
        now = bootstrap.standing()
    except OperateError as error:
        say(f"How far it has come cannot be told: {error}")
    teller.plan(bootstrap.planned(now), now)
    return exit_code.DONE


def _check_account(tree: Tree, now: Standing) -> None:
    from operate.errors import OperateError
    from program.management import management_account_id

    wanted = management_account_id(tree)
    if wanted is not None and wanted != now.account_id:
        raise OperateError(
            f"the credentials are of account {now.account_id}, and the configuration says that the management account "
            f"is {wanted}: take that account's credentials"
        )


def _take(bootstrap: Bootstrap, steps: tuple[Planned, ...], teller: Teller) -> int:
    for number, planned in enumerate(steps, 1):
        if planned.done:
            continue
        teller.begins(planned, number)
        report = bootstrap.take(planned.step)
        if report is not None and not report.ok:
            return teller.failed(report)
        teller.ended(planned)
    return exit_code.DONE


def _organization(given: argparse.Namespace, tree: Tree, bootstrap: Bootstrap, teller: Teller) -> int:
    """Brings up all other stacks, and tells what is left to do by hand."""
    from cli.deployment import look_then_carry_out
    from operate.bootstrap.allowance import allowance
    from operate.credentials import credentials_of
    from operate.deploy import Plan
    from operate.graph import restrict
    from operate.pulumi import Operation
    from operate.stack_file import secrets_providers
    from operate.stacks import dependencies

    pulumi = bootstrap.in_bucket
    graph = dependencies(tree)
    names = [name for name in graph if name != bootstrap.backend.stack]
    providers = secrets_providers(bootstrap.project, names)
    plan = Plan(Operation.UP, restrict(graph, names), given.parallel, {}, providers)
    plan = replace(plan, credentials=credentials_of(tree, pulumi))
    planned = bootstrap.planned(None)[-1]
    teller.begins(planned, len(bootstrap.planned(None)))
    output_format = "events" if given.format == "json" else given.format
    agreed: Callable[[object], bool] = lambda _: _agreed(given, "Accounts cannot be deleted.")  # noqa: E731
    code = look_then_carry_out(plan, pulumi, output_format, _again(given), agreed)
    if code == exit_code.INTERRUPTED:
        return code
    allowed = allowance(tree, pulumi.environment)
    if code:
        teller.short_of_accounts(allowed)
        return code
    teller.ended(planned)
    teller.end(bootstrap)
    return code


def _agreed(given: argparse.Namespace, what: str) -> bool:
    if given.yes:
        return True
    say()
    return agreed(what)


def _again(given: argparse.Namespace) -> str:
    words = ["./rootstock bootstrap", *(["--yes"] if given.yes else [])]
    words += [f"--stack {given.stack}"] if given.stack else []
    words += [f"--config-root {given.config_root}"] if given.config_root else []
    return " ".join(words)
