"""Files made from the configuration that others read: Pulumi Cloud, GitHub."""

from __future__ import annotations

import argparse

from cli.verb import add_subverbs, run_subverb
from cli.verbs.generate import deployments, workflow

NAME = "generate"
HELP = "write what Pulumi Deployments or GitHub Actions run the stacks by, from the configuration"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the sub-verbs."""
    add_subverbs(parser, (deployments, workflow))


def run(options: argparse.Namespace) -> int:
    """Runs the sub-verb."""
    return run_subverb(options)
