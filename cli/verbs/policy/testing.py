"""A file of calls with the answers that its author expects."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from cli import exit_code, options
from cli.configuration import config_root
from cli.terminal import say
from cli.verb import UsageError
from cli.verbs.policy.subject import subject

NAME = "test"
HELP = "check a YAML file of calls that guardrails must stop or let through (default: policy-tests.yaml of the tree)"
DEFAULT = "policy-tests.yaml"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument(
        "files", metavar="FILE", nargs="*", type=Path, help=f"files with `requests:` (default: {DEFAULT} in config/)"
    )
    options.config_root(parser)
    options.output_format(parser)


def run(given: argparse.Namespace) -> int:
    """Prints what is not as expected, compiler style. Exit code 1 when anything is."""
    from org.account.expectations import check_file

    files = given.files or [config_root(given) / DEFAULT]
    for file in files:
        if not file.is_file():
            raise UsageError(f"there is no file '{os.path.relpath(file)}': name one with `requests:` in it")
    looked = subject(given)
    outcomes = [check_file(looked, file, os.path.relpath(file)) for file in files]
    findings = [one for outcome in outcomes for one in outcome.findings]
    calls = sum(outcome.calls for outcome in outcomes)
    if given.format == "json":
        data = {"calls": calls, "findings": [one.as_data() for one in findings]}
        sys.stdout.write(json.dumps(data, indent=2, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{one}\n" for one in findings)
        say(f"{calls} calls, {len(findings)} not as expected" if findings else f"{calls} calls, all as expected")
    return exit_code.PROBLEMS if findings else exit_code.DONE
