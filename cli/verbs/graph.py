"""The order of Pulumi stacks."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from cli import exit_code, options
from cli.configuration import checked

if TYPE_CHECKING:
    from operate.graph import Graph

NAME = "graph"
HELP = "print which Pulumi stacks come after which"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    options.config_root(parser)
    options.output_format(parser, ("text", "json", "mermaid"))


def run(given: argparse.Namespace) -> int:
    """Prints the graph. Exit code 1 when the configuration has findings."""
    from operate.stacks import dependencies

    tree = checked(given)
    if tree is None:
        return exit_code.PROBLEMS
    draw = {"text": _text, "json": _json, "mermaid": _mermaid}[given.format]
    sys.stdout.write(draw(dependencies(tree)) + "\n")
    return exit_code.DONE


def _text(graph: Graph) -> str:
    """One group of stacks after another; each stack with what it waits for."""
    from operate.graph import reduced, waves

    width = max(map(len, graph), default=0)
    arrows = reduced(graph)
    blocks = []
    for number, wave in enumerate(waves(graph), start=1):
        lines = [f"  {name:<{width}}  after {', '.join(sorted(arrows[name]))}".rstrip() for name in wave]
        if number == 1:
            lines = [f"  {name}" for name in wave]
        blocks.append("\n".join([f"{number}.", *lines]))
    return "\n".join(blocks)


def _json(graph: Graph) -> str:
    from operate.graph import waves

    after = {name: sorted(before) for name, before in sorted(graph.items())}
    return json.dumps({"after": after, "waves": waves(graph)}, indent=2)


def _mermaid(graph: Graph) -> str:
    from operate.graph import reduced

    lines = ["graph LR"]
    for name, before in reduced(graph).items():
        lines += [f"  {_node(one)} --> {_node(name)}" for one in sorted(before)] or [f"  {_node(name)}"]
    return "\n".join(lines)


def _node(name: str) -> str:
    return f'{name.replace("-", "_")}["{name}"]'
