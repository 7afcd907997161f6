"""Writing generated files, and saying what came of it."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cli import exit_code
from cli.configuration import checked, config_root, project_of
from cli.findings import text_lines
from cli.places import CHECKOUT
from cli.terminal import paint
from cli.verb import UsageError
from cli.words import counted

if TYPE_CHECKING:
    from layers import Tree
    from operate.deployments.settings import Deployments


def write_generated(given: argparse.Namespace, what: str, section: str) -> int:
    """Writes the files of one sort, and prints which of them changed."""
    from operate.deployments import generated, write

    tree = checked(given)
    settings = _settings(tree) if tree else None
    if tree is None or settings is None:
        return exit_code.PROBLEMS
    if getattr(settings, section) is None:
        raise UsageError(f"`deployments.{section}` is not set in {tree.settings.file}: there is nothing to write")
    made = generated(tree, settings, CHECKOUT, project_of(config_root(given)))
    files = {path: text for path, (sort, text) in made.items() if sort == what}
    changed = set(write(files))
    _print(given.format, {os.path.relpath(path): path in changed for path in files})
    return exit_code.DONE


def _settings(tree: Tree) -> Deployments | None:
    from operate.deployments.settings import deployments_of

    settings, wrong = deployments_of(tree)
    if wrong:
        sys.stderr.writelines(f"{line}\n" for line in text_lines(wrong, paint(sys.stderr)))
    elif settings is None:
        example = Path("docs/runbooks/deploy-from-git-pushes.md")
        raise UsageError(f"{tree.settings.file} has no section `deployments`: see {example}")
    return settings


def _print(form: str, files: dict[str, bool]) -> None:
    if form == "json":
        sys.stdout.write(json.dumps({name: "written" if new else "unchanged" for name, new in files.items()}) + "\n")
        return
    sys.stdout.writelines(f"{'written' if new else 'unchanged':<9}  {name}\n" for name, new in files.items())
    if any(files.values()):
        sys.stdout.write(f"\nCommit {counted(sum(files.values()), 'file')} with the change that made this needed.\n")
