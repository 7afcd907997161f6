"""Everything that a new account needs written, in the style of the accounts beside it."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from cli import exit_code, options
from cli.configuration import checked, config_root, project_of
from cli.terminal import say
from cli.verb import UsageError

NAME = "new"
HELP = "write a new account: its entry in the organization, manifest, mixin and stack file"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options. What is not given is asked for on a terminal."""
    parser.add_argument("--tenant", help="such as plat")
    parser.add_argument("--stage", help="such as dev; the account is then plat-dev")
    parser.add_argument("--purpose", metavar="TEXT", help="one sentence; becomes its description")
    parser.add_argument("--email", help="of the root user, where the e-mail format of the tree should not make it")
    parser.add_argument("--unit", metavar="PATH", help="organizational unit (default: the one named like the tenant)")
    options.config_root(parser)
    options.output_format(parser)


def run(given: argparse.Namespace) -> int:
    """Writes the files and names them. Exit code 1, and nothing written, when that would make a finding."""
    from operate.lifecycle.new_account import Request, files_of
    from operate.tree_files import write
    from program.validation import findings

    tenant, stage, purpose = (_said(given, name) for name in ("tenant", "stage", "purpose"))
    tree = checked(given)
    if tree is None:
        return exit_code.PROBLEMS
    request = Request(tenant, stage, purpose, given.email, given.unit)
    files = files_of(request, tree, project_of(config_root(given)))
    existed = {path for path in files if path.exists()}
    write(files, tree.root, findings(tree))
    names = {_name(path): "changed" if path in existed else "written" for path in files}
    if given.format == "json":
        sys.stdout.write(json.dumps({"account": request.name, "files": names}, indent=2) + "\n")
    else:
        sys.stdout.writelines(f"{what}  {name}\n" for name, what in names.items())
        say(
            f"Next: ./rootstock deploy --affected --preview, a pull request, and then './rootstock deploy --all'. "
            f"The stacks of {request.name} come after the account is there."
        )
    return exit_code.DONE


def _said(given: argparse.Namespace, name: str) -> str:
    value: str | None = getattr(given, name)
    if value is None and sys.stdin.isatty():
        sys.stderr.write(f"{name}: ")
        sys.stderr.flush()
        value = sys.stdin.readline().strip()
    if not value:
        raise UsageError(f"a new account needs --{name}")
    return value


def _name(path: Path) -> str:
    return os.path.relpath(path)
