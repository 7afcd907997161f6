"""Where a value comes from: its file and line, and every layer that it overrode."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cli import exit_code, options
from cli.configuration import read
from cli.data import plain
from cli.instances import config_stack, instance, path_in, value_at
from cli.terminal import Paint, paint

if TYPE_CHECKING:
    from layers import Instance, Layer
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
    """Prints each value at or below the path."""
    found = instance(config_stack(read(given), given.stack), given.component)
    path = path_in(found, given.path)
    values = [_explained(found, leaf) for leaf in leaves(value_at(found, path), path)]
    if given.format == "json":
        sys.stdout.write(json.dumps([value.as_data() for value in values], indent=2, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for value in values for line in value.lines(paint(sys.stdout)))
    return exit_code.DONE


@dataclass(frozen=True)
class Explained:
    """A value with the layers it was made of, the winning one first."""

    path: str
    value: Any
    layers: tuple[Layer, ...]

    def lines(self, paint: Paint) -> list[str]:
        """``path = value``, the place it comes from, then the layers it overrode."""
        head = f"{paint(self.path, 'bold')} = {_shown(self.value)}"
        if not self.layers:
            return [head]
        won, *lost = self.layers
        return [
            head,
            f"  {won.position}  {paint(won.level, 'dim')}",
            *(
                f"  {one.position}  {paint(f'{one.level}, overridden: {_shown(plain(one.value))}', 'dim')}"
                for one in lost
            ),
        ]

    def as_data(self) -> dict[str, Any]:
        """The same as plain data; ``layers`` begins with the winning one."""
        layers = [
            {
                "file": one.position.file,
                "line": one.position.line,
                "column": one.position.column,
                "level": one.level,
                "value": plain(one.value),
            }
            for one in self.layers
        ]
        return {"path": self.path, "value": self.value, "layers": layers}


def leaves(value: Any, path: Path) -> Iterator[Path]:
    """The paths of all values below, in the order they are written; lists count as one value."""
    if isinstance(value, dict) and value:
        for key, child in value.items():
            yield from leaves(child, (*path, key))
    else:
        yield path


def _explained(found: Instance, path: Path) -> Explained:
    origin = found.origin(path)
    return Explained(".".join(map(str, path)), plain(value_at(found, path)), origin.layers if origin else ())


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
