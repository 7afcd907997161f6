"""The workflow of GitHub Actions."""

from __future__ import annotations

import argparse

from cli import options
from cli.verbs.generate.writing import write_generated

NAME = "workflow"
HELP = "write .github/workflows/rootstock*.yaml: previews and updates by GitHub (`github_actions` in rootstock.yaml)"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    options.config_root(parser)
    options.output_format(parser)


def run(given: argparse.Namespace) -> int:
    """Writes the files and names them. Exit code 1, and nothing written, when the configuration has errors."""
    return write_generated(given, NAME, "github_actions")
