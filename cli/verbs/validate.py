"""All findings of the configuration tree."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from cli import exit_code, options
from cli.configuration import config_root, project_of, read
from cli.findings import as_json, closing, github_lines, text_lines
from cli.places import CHECKOUT
from cli.sarif import as_sarif
from cli.terminal import paint
from cli.words import counted
from model.finding import Finding, errors

if TYPE_CHECKING:
    from layers import Tree

NAME = "validate"
HELP = "print every mistake in the configuration with its file, line and rule"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    options.config_root(parser)
    options.output_format(parser, ("text", "json", "github", "sarif"))


def run(given: argparse.Namespace) -> int:
    """Prints all findings. Exit code 1 when there is an error among them."""
    from layers.advice import advice
    from program.stacks import stack_plans
    from program.validation import findings

    tree = read(given)
    found = tuple(sorted({*findings(tree), *advice(tree), *_generated(tree, given)}))
    match given.format:
        case "json":
            lines = [as_json(found)]
        case "github":
            lines = github_lines(found)
        case "sarif":
            lines = [as_sarif(found)]
        case _ if found:
            lines = [*text_lines(found, paint(sys.stdout)), "", closing(found)]
        case _:
            instances = counted(sum(1 for _ in tree.instances()), "instance")
            stacks = counted(len(stack_plans(tree)), "Pulumi stack")
            lines = [f"No findings: {counted(len(tree.stacks), 'config stack')}, {instances}, {stacks}."]
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return exit_code.PROBLEMS if errors(found) else exit_code.DONE


def _generated(tree: Tree, given: argparse.Namespace) -> Iterable[Finding]:
    """What is wrong with files that were made from the configuration."""
    if tree.settings.deployments is None:
        return ()
    from operate.deployments import stale_findings

    return stale_findings(tree, CHECKOUT, project_of(config_root(given)))
