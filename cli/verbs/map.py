"""The organization as a picture."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cli import exit_code, options
from cli.configuration import checked
from cli.terminal import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers import Tree
    from operate.last_deployment import LastDeployment

NAME = "map"
HELP = "draw the organization: one HTML page that needs no network, or Mermaid"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("--output", metavar="FILE", type=Path, help="write there instead of to standard output")
    parser.add_argument("--offline", action="store_true", help="do not ask the backend when stacks were last deployed")
    options.config_root(parser)
    options.output_format(parser, ("html", "mermaid"))


def run(given: argparse.Namespace) -> int:
    """Draws. Exit code 1 when the configuration has errors."""
    from operate.picture import as_html, as_mermaid, picture_of

    tree = checked(given)
    if tree is None:
        return exit_code.PROBLEMS
    if given.format == "mermaid":
        drawn = as_mermaid(picture_of(tree)) + "\n"
    else:
        drawn = as_html(picture_of(tree, None if given.offline else _deployments(tree))) + "\n"
    if given.output:
        given.output.write_text(drawn, encoding="utf-8")
        say(f"Open it in a browser: {given.output.resolve().as_uri()}")
    else:
        sys.stdout.write(drawn)
    return exit_code.DONE


def _deployments(tree: Tree) -> Mapping[str, LastDeployment] | None:
    """The last deployment of every stack; None where no backend can be asked, which a picture does without."""
    from cli.surroundings import surroundings
    from engine.errors import EngineError
    from engine.toolchain import is_ready
    from operate.errors import OperateError
    from operate.last_deployment import last_deployments
    from operate.stacks import dependencies

    if not is_ready(os.environ):
        say("The page does not show when stacks were last deployed: there is no `pulumi` on this machine yet.")
        return None
    try:
        around = surroundings()
        return last_deployments(around.pulumi(), dependencies(tree))
    except (OperateError, EngineError) as error:
        say(f"The page does not show when stacks were last deployed: {error}")
        return None
