"""The environment of the sandbox as lines for a shell."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from collections.abc import Mapping, Sequence

from cli import exit_code
from cli.places import CHECKOUT

NAME = "env"
HELP = 'print the sandbox\'s environment for a shell: eval "$(./rootstock sandbox env)"'


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("--unset", action="store_true", help="print what takes the environment away again")


def run(options: argparse.Namespace) -> int:
    """Prints the lines. Exit code 1 when there is no sandbox to enter."""
    from sandbox.project import Sandbox

    sandbox = Sandbox(CHECKOUT)
    variables = sandbox.environment()
    lines = leaving(variables, os.environ) if options.unset else entering(variables, sandbox.foreign_variables())
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return exit_code.DONE


def entering(variables: Mapping[str, str], foreign: Sequence[str]) -> list[str]:
    """Lines that set the variables and take away what would lead out of the sandbox, such as AWS_PROFILE."""
    unset = [f"unset {' '.join(sorted(foreign))}"] if foreign else []
    return unset + [f"export {name}={shlex.quote(value)}" for name, value in sorted(variables.items())]


def leaving(variables: Mapping[str, str], environment: Mapping[str, str]) -> list[str]:
    """Lines that unset the variables and bring PATH back to what it was."""
    first, *folders = environment.get("PATH", "").split(os.pathsep)
    folders = folders if first == variables["PATH"].split(os.pathsep)[0] else [first, *folders]
    names = sorted(name for name in variables if name != "PATH")
    return [f"unset {' '.join(names)}", f"export PATH={shlex.quote(os.pathsep.join(folders))}"]
