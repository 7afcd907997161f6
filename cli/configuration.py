"""The configuration tree that a command works on."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cli.findings import closing, text_lines
from cli.places import CHECKOUT
from cli.terminal import paint
from cli.verb import UsageError

if TYPE_CHECKING:
    from layers import Tree
    from model.finding import Finding

CONFIG_ROOT = "ROOTSTOCK_CONFIG_ROOT"
"""Environment variable by which the program is told the folder too."""


def config_root(options: argparse.Namespace) -> Path:
    """The folder of the configuration: the option, else the environment, else the checkout's. UsageError if none."""
    given = options.config_root or (Path(os.environ[CONFIG_ROOT]) if os.environ.get(CONFIG_ROOT) else None)
    root = given or CHECKOUT / "config"
    if not root.is_dir():
        raise UsageError(f"no folder '{root}': --config-root names the folder of the YAML configuration")
    return root.resolve()


def project_of(root: Path) -> Path:
    """The folder with Pulumi.yaml and the stack files that belong to a configuration."""
    return CHECKOUT if root.is_relative_to(CHECKOUT) else root.parent


def read(options: argparse.Namespace) -> Tree:
    """The tree, with or without findings."""
    from layers import load

    return load(config_root(options))


def read_stack(options: argparse.Namespace, stack: str) -> Tree:
    """The tree with nothing but one config stack in it, or all of it where there is no stack of that name."""
    from layers import load_stack

    tree = load_stack(config_root(options), stack)
    return tree if stack in tree.stacks else read(options)


def resolved(tree: Tree) -> bool:
    """Whether everything that was read could be resolved; the errors go to standard error."""
    from model.finding import errors

    found = errors(tree.findings)
    _report(found)
    return not found


def checked(options: argparse.Namespace) -> Tree | None:
    """The tree when nothing stops it; else None. All findings go to standard error."""
    from model.finding import errors
    from program.validation import findings

    tree = read(options)
    found = findings(tree)
    _report(found)
    return None if errors(found) else tree


def program_environment(options: argparse.Namespace) -> dict[str, str]:
    """What `pulumi` must be told so that the program reads the same folder; nothing for the checkout's own."""
    root = config_root(options)
    return {} if root == CHECKOUT / "config" else {CONFIG_ROOT: str(root)}


def _report(found: Sequence[Finding]) -> None:
    if found:
        lines = [*text_lines(found, paint(sys.stderr)), "", closing(found)]
        sys.stderr.write("\n".join(lines) + "\n")
