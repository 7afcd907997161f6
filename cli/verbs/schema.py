"""JSON Schema of manifests and of `rootstock.yaml`, for editors."""

from __future__ import annotations

import argparse
import sys

from cli import exit_code

NAME = "schema"
HELP = "print the JSON Schema of manifests or of rootstock.yaml, so that editors complete and check them"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares which of the two schemas."""
    parser.add_argument("of", choices=("manifest", "settings"), nargs="?", default="manifest", help="default: manifest")


def run(given: argparse.Namespace) -> int:
    """Prints the schema."""
    if given.of == "settings":
        from operate.settings_schema import schema_text
    else:
        from program.manifest_schema import schema_text

    sys.stdout.write(schema_text())
    return exit_code.DONE
