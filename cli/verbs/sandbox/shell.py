"""A shell in which `pulumi`, boto3 and the AWS command line speak to the simulated AWS."""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
from pathlib import Path

from cli import options
from cli.places import CHECKOUT
from cli.terminal import say

NAME = "shell"
HELP = "open a shell in which pulumi and aws speak to the simulated AWS"

_GREETING = """\
A shell in the sandbox. Type for instance:
  pulumi preview --stack core-root
  pulumi up --stack plat-dev
  pulumi stack output --stack core-root-map
  pulumi refresh --stack core-root
  exit"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    options.config_root(parser)


def run(given: argparse.Namespace) -> int:
    """Opens the user's shell in the checkout and returns its exit code when it ends."""
    from cli.configuration import program_environment
    from sandbox.project import Sandbox

    sandbox = Sandbox(CHECKOUT)
    environment = sandbox.process_environment() | program_environment(given)
    say(_GREETING)
    command = shell_command(os.environ.get("SHELL") or "/bin/sh", environment["PATH"], sandbox.home / "logs")
    return subprocess.run(command, cwd=CHECKOUT, env=environment, check=False).returncode


def shell_command(shell: str, path: str, folder: Path) -> list[str]:
    """The command that opens ``shell``. Bash's own start file may change PATH, so it is set again after it."""
    if Path(shell).name != "bash":
        return [shell]
    start = folder / "bashrc"
    start.parent.mkdir(parents=True, exist_ok=True)
    lines = ["[ -f ~/.bashrc ] && . ~/.bashrc", f"export PATH={shlex.quote(path)}"]
    start.write_text("\n".join([*lines, 'PS1="(sandbox) $PS1"', ""]))
    return [shell, "--rcfile", str(start), "-i"]
