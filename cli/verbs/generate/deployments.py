"""The settings of Pulumi Deployments."""

from __future__ import annotations

import argparse

from cli import options
from cli.verbs.generate.writing import write_generated

NAME = "deployments"
HELP = "write deployments/settings.json: how Pulumi Deployments runs each stack (`pulumi_cloud` in rootstock.yaml)"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    options.config_root(parser)
    options.output_format(parser)


def run(given: argparse.Namespace) -> int:
    """Writes the file and names it. Exit code 1, and nothing written, when the configuration has errors."""
    return write_generated(given, NAME, "pulumi_cloud")
