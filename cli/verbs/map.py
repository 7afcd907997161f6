"""The organization as a picture."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from cli import exit_code, options
from cli.configuration import checked
from cli.terminal import say

NAME = "map"
HELP = "draw the organization: one HTML page that needs no network, or Mermaid"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("--output", metavar="FILE", type=Path, help="write there instead of to standard output")
    options.config_root(parser)
    options.output_format(parser, ("html", "mermaid"))


def run(given: argparse.Namespace) -> int:
    """Draws. Exit code 1 when the configuration has errors."""
    from operate.picture import as_html, as_mermaid, picture_of

    tree = checked(given)
    if tree is None:
        return exit_code.PROBLEMS
    drawn = {"html": as_html, "mermaid": as_mermaid}[given.format](picture_of(tree)) + "\n"
    if given.output:
        given.output.write_text(drawn, encoding="utf-8")
        say(f"Open it in a browser: {given.output.resolve().as_uri()}")
    else:
        sys.stdout.write(drawn)
    return exit_code.DONE
