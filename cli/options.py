"""Options that several verbs share."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path


def config_root(parser: argparse.ArgumentParser) -> None:
    """``--config-root DIR``: another configuration than the checkout's."""
    parser.add_argument(
        "--config-root",
        metavar="DIR",
        type=Path,
        default=None,
        help="folder of the YAML configuration (default: config/ of the checkout)",
    )


def output_format(parser: argparse.ArgumentParser, choices: Sequence[str] = ("text", "json")) -> None:
    """``--format``: how data is printed on standard output."""
    parser.add_argument("--format", choices=choices, default=choices[0], help=f"default: {choices[0]}")


def query(parser: argparse.ArgumentParser) -> None:
    """``--query EXPRESSION``: a part of the data."""
    parser.add_argument(
        "--query", metavar="EXPRESSION", help="JMESPath: print only what it picks, such as 'vars.organization_config'"
    )


def parallel(parser: argparse.ArgumentParser) -> None:
    """``--parallel N``: how many stacks run at once."""
    parser.add_argument(
        "--parallel",
        metavar="N",
        type=_count,
        default=default_parallel(),
        help="how many stacks run at once (default: %(default)s, from the number of cores)",
    )


def affected(parser: argparse.ArgumentParser) -> None:
    """``--affected [--base REV]``: only what changed since a revision."""
    parser.add_argument("--affected", action="store_true", help="only stacks that a change touches; see --base")
    base(parser)


def base(parser: argparse.ArgumentParser) -> None:
    """``--base REV``: the revision that the files at hand are compared with."""
    parser.add_argument("--base", metavar="REV", default="HEAD", help="git revision to compare with (default: HEAD)")


def default_parallel() -> int:
    """Two stacks for each core, at least two and at most sixteen: a run waits for AWS half of its time."""
    return max(2, min(16, 2 * (os.cpu_count() or 1)))


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of stacks: 1 or more")
    return number
