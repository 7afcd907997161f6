"""The values of one component, stack by stack."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from cli import exit_code, options
from cli.configuration import read, resolved
from cli.data import plain
from cli.table import cut, write
from cli.terminal import look
from cli.verb import UsageError
from model.finding import suggestion

NAME = "values"
HELP = "print the values of one component side by side, a column a stack; keys that differ are marked with *"
_MISSING = "-"
_WIDEST = 24
"""Characters of a value; `--format json` has all of it."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("component", metavar="COMPONENT", help="instance, such as account-settings")
    parser.add_argument("--differing", action="store_true", help="only keys whose values differ between stacks")
    parser.add_argument("--section", metavar="SECTION", default="vars", help="default: vars")
    options.config_root(parser)
    options.output_format(parser)


def run(given: argparse.Namespace) -> int:
    """Prints the matrix of keys by stacks."""
    from layers.listing import list_values

    tree = read(given)
    resolved(tree)
    rows = list_values(tree, given.component, given.section)
    if not rows:
        names = {name for stack in tree.stacks.values() for found in stack.instances.values() for name in found}
        raise UsageError(f"no component '{given.component}' with {given.section}{suggestion(given.component, names)}")
    shown = [row for row in rows if row.differs or not given.differing]
    stacks = list(dict.fromkeys(stack for row in rows for stack in row.values))
    table = [
        (("*" if row.differs else " ") + row.key, *(_cell(row.values.get(stack, _MISSING)) for stack in stacks))
        for row in shown
    ]
    data = [{"key": row.key, "differs": row.differs, "values": plain(row.values)} for row in shown]
    write([(" KEY", *stacks), *table], data, given.format, look(sys.stdout).width)
    return exit_code.DONE


def _cell(value: Any) -> str:
    found = plain(value)
    return cut(
        found if isinstance(found, str) and found.isprintable() else json.dumps(found, ensure_ascii=False), _WIDEST
    )
