"""JSON Schema of manifests, for editors."""

from __future__ import annotations

import argparse
import sys

from cli import exit_code

NAME = "schema"
HELP = "print the JSON Schema of manifests, so that editors complete and check them"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares nothing: there is one schema for all manifests."""


def run(_given: argparse.Namespace) -> int:
    """Prints the schema."""
    from program.manifest_schema import schema_text

    sys.stdout.write(schema_text())
    return exit_code.DONE
