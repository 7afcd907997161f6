"""Entry point of the Pulumi program."""

import pulumi

from program.partial_imports import read_in_parts

read_in_parts()

from program.run import main  # noqa: E402 what it imports is read in parts

pulumi.run(main)
