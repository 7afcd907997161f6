"""Everything that a new account needs written, in the style of the accounts beside it."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cli import exit_code, options
from cli.configuration import checked, config_root, project_of
from cli.question import asked
from cli.terminal import say
from cli.verb import UsageError
from model.finding import listing

if TYPE_CHECKING:
    from layers import Tree
    from operate.lifecycle.new_account import Request

NAME = "new"
HELP = "write a new account: its entry in the organization, manifest, mixin and stack file"
_NEEDED = ("tenant", "stage", "purpose")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options. What is not given is asked for on a terminal."""
    parser.add_argument("--tenant", help="such as plat")
    parser.add_argument("--stage", help="such as dev; the account is then plat-dev")
    parser.add_argument("--purpose", metavar="TEXT", help="one sentence; becomes its description")
    parser.add_argument("--email", help="of the root user (default: as the tree's format makes it)")
    parser.add_argument("--unit", metavar="PATH", help="organizational unit (default: the one named like the tenant)")
    options.config_root(parser)
    options.output_format(parser)


def run(given: argparse.Namespace) -> int:
    """Writes the files and names them. Exit code 1, and nothing written, when that would make a finding."""
    from operate.lifecycle.new_account import files_of
    from operate.tree_files import write

    if not sys.stdin.isatty():
        _check_given(given)
    tree = checked(given)
    if tree is None:
        return exit_code.PROBLEMS
    request = _request(given, tree)
    files = files_of(request, tree, project_of(config_root(given)))
    existed = {path for path in files if path.exists()}
    write(files, tree.root)
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


def _check_given(given: argparse.Namespace) -> None:
    if missing := [f"--{name}" for name in _NEEDED if not getattr(given, name)]:
        raise UsageError(f"there is no terminal to ask on, and a new account needs {listing(missing)}")


def _request(given: argparse.Namespace, tree: Tree) -> Request:
    """What was given, and what is asked for instead."""
    from operate.lifecycle.new_account import Request, email_of

    said = {name: getattr(given, name) or _answer(name, name) for name in _NEEDED}
    request = Request(**said, email=given.email or None, unit=given.unit)
    made = email_of(request, tree)
    if request.email is None and sys.stdin.isatty():
        typed = _answer("email", "e-mail of the root user", made)
        return replace(request, email=typed if typed != made else None)
    if request.email is None and made is None:
        raise UsageError("the tree has no e-mail format for the account, so it needs --email")
    return request


def _answer(name: str, what: str, default: str | None = None) -> str:
    value = asked(what, default)
    if value is None:
        raise UsageError(f"a new account needs --{name}")
    return value


def _name(path: Path) -> str:
    return os.path.relpath(path)
