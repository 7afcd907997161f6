"""Entry point of the Pulumi program."""

import pulumi

from program.run import main

pulumi.run(main)
