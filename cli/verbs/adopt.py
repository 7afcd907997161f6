"""An organization that exists, brought under management."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli import exit_code, options
from cli.adopting import lines_of_adoption, report_data, say_how_it_ended, shown
from cli.configuration import CONFIG_ROOT
from cli.places import CHECKOUT
from cli.question import agreed
from cli.terminal import say
from cli.verb import UsageError
from cli.words import changes

if TYPE_CHECKING:
    from operate.adopt import Adoption, Naming, Proof
    from operate.news import StackResult
    from operate.pulumi import Operation, Pulumi

NAME = "adopt"
HELP = "bring an existing organization under management: write it as YAML, import it, prove that nothing changes"

_NAME = re.compile(r"([a-z][a-z0-9]*)-([a-z][a-z0-9]*)")
_NAMESPACE = re.compile(r"[a-z][a-z0-9]*")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument(
        "--output", metavar="DIR", type=Path, help="folder to write the configuration to (default: its root)"
    )
    parser.add_argument("--namespace", help="beginning of all names (default: from the management account's e-mail)")
    parser.add_argument(
        "--root",
        metavar="TENANT-STAGE",
        default="core-root",
        help="name of the management account (default: core-root)",
    )
    parser.add_argument("--dry-run", action="store_true", help="show what would be written; write and import nothing")
    parser.add_argument("--overwrite", action="store_true", help="replace files that are there with another content")
    parser.add_argument("--yes", action="store_true", help="do not ask before the import; for machines")
    options.config_root(parser)
    options.output_format(parser)


def run(given: argparse.Namespace) -> int:
    """Reads, writes, imports, proves. Exit code 1 when something could not be taken over unchanged."""
    from operate.adopt import adoption
    from operate.inventory import take

    if not (given.yes or given.dry_run or sys.stdin.isatty()):
        raise UsageError("there is no terminal to ask on: say --yes to import, or --dry-run to look only")
    root = _root(given)
    inventory = take(os.environ, open_targets=False)
    found = adoption(inventory, root, _naming(given, inventory.accounts[inventory.management_id].email))
    as_json = given.format == "json"
    if not as_json:
        sys.stdout.writelines(f"{line}\n" for line in lines_of_adoption(found, with_text=given.dry_run))
    if given.dry_run:
        return _ended(as_json, found, None, exit_code.DONE)
    if found.replaced and not given.overwrite:
        named = ", ".join(shown(path) for path in found.replaced)
        say(
            f"Nothing was written: {named} would be replaced. Say --overwrite for that, or --output for another folder."
        )
        return _ended(as_json, found, None, exit_code.PROBLEMS)
    found.write()
    return _imported(given, found)


def _root(given: argparse.Namespace) -> Path:
    own = Path(os.environ[CONFIG_ROOT]) if os.environ.get(CONFIG_ROOT) else None
    root: Path = given.output or given.config_root or own or CHECKOUT / "config"
    if not given.output and not root.is_dir():
        raise UsageError(f"no folder '{root}': --config-root names the folder of the YAML configuration")
    return root.resolve()


def _naming(given: argparse.Namespace, email: str) -> Naming:
    from operate.adopt import Naming

    name = _NAME.fullmatch(given.root)
    if name is None:
        raise UsageError(f"'{given.root}' is no name of an account: TENANT-STAGE, in lower-case letters and digits")
    namespace = given.namespace or re.sub(r"[^a-z0-9]", "", email.rpartition("@")[2].partition(".")[0].lower())
    if not _NAMESPACE.fullmatch(namespace):
        raise UsageError(f"'{namespace}' is no namespace: say --namespace, in lower-case letters and digits")
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or "us-east-1"
    return Naming(namespace, name[1], name[2], region)


def _imported(given: argparse.Namespace, found: Adoption) -> int:
    from cli.surroundings import surroundings
    from operate.adopt.takeover import Ending, take_over

    around = surroundings()
    told = {} if found.root == CHECKOUT / "config" else {CONFIG_ROOT: str(found.root)}
    pulumi = around.pulumi(told)

    def run_it(operation: Operation, targets: Sequence[str]) -> StackResult:
        return _pulumi_run(found.stack, operation, pulumi, targets)

    ended = take_over(found, pulumi, run_it, _Terminal(found.stack, given.yes, around.words))
    say_how_it_ended(found.stack, ended)
    code = exit_code.DONE if ended.ending is Ending.PROVEN else exit_code.PROBLEMS
    return _ended(given.format == "json", found, ended.proof, code)


class _Terminal:
    """Whoever typed the command."""

    def __init__(self, stack: str, agreed_before: bool, where: str) -> None:
        self._stack = stack
        self._agreed_before = agreed_before
        self._where = where

    def may_record(self) -> bool:
        return self._agrees(f"Record what is in AWS already {self._where}?")

    def recorded(self, names: str) -> None:
        say(f"Taken in, without creating anything twice: {names}")

    def may_import(self, foreseen: Proof) -> bool:
        counts = ", ".join(f"{count} {kind}" for kind, count in foreseen.imports.items())
        say(f"\nA preview takes over {counts}, and changes nothing of them.")
        return self._agrees(f"Import it {self._where}?")

    def imported(self, result: StackResult) -> None:
        say(f"{self._stack}: {changes(result.changed)}. The engine read each object once to import it.")

    def _agrees(self, question: str) -> bool:
        return self._agreed_before or agreed(question)


def _pulumi_run(stack: str, operation: Operation, pulumi: Pulumi, targets: Sequence[str]) -> StackResult:
    from cli.progress import follow
    from operate.deploy import Plan, deploy
    from operate.pulumi import Operation as Operations
    from operate.stack_file import secrets_providers

    narrowed = {stack: targets} if targets else {}
    plan = Plan(operation, {stack: frozenset()}, 1, narrowed, secrets_providers(CHECKOUT, [stack]))
    with follow(plan.after, planned=operation is Operations.PREVIEW, as_events=False) as progress:
        report = deploy(plan, pulumi, progress.hear)
    return report.results[0]


def _ended(as_json: bool, found: Adoption, seen: Proof | None, code: int) -> int:
    if as_json:
        data: dict[str, Any] = report_data(found, seen, proven=code == exit_code.DONE and seen is not None)
        sys.stdout.write(json.dumps(data, indent=2, ensure_ascii=False) + "\n")
    return code
