"""Where a value comes from: its file and line, and every layer that it overrode."""

from __future__ import annotations

import argparse
import json
import sys
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from cli import exit_code, options
from cli.configuration import read_stack, resolved
from cli.data import plain
from cli.instances import config_stack, instance, path_in
from cli.terminal import Paint, paint

if TYPE_CHECKING:
    from layers.explaining import Explanation
    from model.finding import Path

NAME = "explain"
HELP = "print a value of the configuration, its file and line, and each layer that it overrode"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("stack", metavar="STACK", help="config stack, such as core-gbl-root")
    parser.add_argument("component", metavar="COMPONENT", help="instance in it, such as account")
    parser.add_argument("path", metavar="PATH", nargs="?", default="vars", help="such as vars.region (default: vars)")
    options.config_root(parser)
    options.output_format(parser)


def run(given: argparse.Namespace) -> int:
    """Prints each value at or below the path, and beside it the errors that may keep one from being there."""
    from layers.explaining import explain

    tree = read_stack(given, given.stack)
    resolved(tree)
    found = instance(config_stack(tree, given.stack), given.component)
    values = list(explain(found, path_in(found, given.path)))
    if given.format == "json":
        sys.stdout.write(json.dumps([as_data(value) for value in values], indent=2, ensure_ascii=False) + "\n")
    else:
        look = paint(sys.stdout)
        sys.stdout.writelines(f"{line}\n" for value in values for line in lines(value, look))
    return exit_code.DONE


def lines(found: Explanation, paint: Paint) -> list[str]:
    """``path = value``, the place it comes from, then the layers it overrode and why."""
    head = f"{paint(_spelled(found.path), 'bold')} = {_shown(found.value)}"
    if found.layer is None:
        return [head]
    return [
        head,
        f"  {found.layer.position}  {paint(found.layer.level, 'dim')}",
        *(
            f"  {lost.layer.position}  "
            + paint(f"{lost.layer.level}, overridden: {_shown(lost.layer.value)} ({lost.reason})", "dim")
            for lost in found.overridden
        ),
    ]


def as_data(found: Explanation) -> dict[str, Any]:
    """The same as plain data; ``layers`` begins with the winning one, each with why it won over the next."""
    reasons = [lost.reason for lost in found.overridden]
    layers = ([found.layer] if found.layer else []) + [lost.layer for lost in found.overridden]
    return {
        "path": _spelled(found.path),
        "value": plain(found.value),
        "layers": [
            {
                "file": layer.position.file,
                "line": layer.position.line,
                "column": layer.position.column,
                "level": layer.level,
                "value": plain(layer.value),
                "won_because": reason,
            }
            for layer, reason in zip_longest(layers, reasons)
        ],
    }


def _spelled(path: Path) -> str:
    return ".".join(map(str, path))


def _shown(value: Any) -> str:
    shown = plain(value)
    return shown if isinstance(shown, str) else json.dumps(shown, ensure_ascii=False)
