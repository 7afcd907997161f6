"""From what was typed to the verb that does it."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import cli.verbs
from cli import exit_code
from cli.failure import guarded
from cli.verb import Parser, UsageError, Verb, sentence, unknown

PROGRAM = "rootstock"
_ABOUT = "Grows and governs an AWS organization from layered YAML with Pulumi."
_READING_ORDER = ("sandbox", "validate", "describe", "explain", "graph", "deploy", "test")
_HELP_WORDS = ("-h", "--help", "help")


def main(arguments: Sequence[str]) -> int:
    """Runs one command line and returns its exit code: 0 done, 1 found problems, 2 wrong usage, 130 interrupted."""
    return guarded(lambda: _run(list(arguments)))


def verb_names() -> list[str]:
    """The names of all verbs, in the order a newcomer should meet them."""
    # Not with pkgutil, which takes longer to import than all of this.
    files = (path.stem for folder in cli.verbs.__path__ for path in Path(folder).iterdir())
    names = {name for name in files if not name.startswith(("_", "."))}
    first = [name for name in _READING_ORDER if name in names]
    return first + sorted(names.difference(first))


def _run(arguments: list[str]) -> int:
    if not arguments or (arguments[0] in _HELP_WORDS and len(arguments) == 1):
        sys.stdout.write(_overview())
        return exit_code.DONE if arguments else exit_code.USAGE
    if arguments[0] == "help":
        arguments = [*arguments[1:], "--help"]
    name, *rest = arguments
    if name not in verb_names():
        raise unknown(name, verb_names())
    verb = _verb(name)
    parser = Parser(prog=f"{PROGRAM} {name}", description=sentence(verb.HELP))
    verb.arguments(parser)
    options = _parse(parser, rest)
    return options if isinstance(options, int) else verb.run(options)


def _parse(parser: argparse.ArgumentParser, arguments: list[str]) -> argparse.Namespace | int:
    """The options, or the exit code where argparse ended the command itself (help, wrong usage)."""
    try:
        return parser.parse_args(arguments)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else exit_code.USAGE


def _overview() -> str:
    verbs = [_verb(name) for name in verb_names()]
    width = max((len(verb.NAME) for verb in verbs), default=0)
    lines = [f"  {verb.NAME:<{width}}  {verb.HELP}" for verb in verbs]
    return "\n".join(
        [
            f"usage: {PROGRAM} VERB …",
            "",
            _ABOUT,
            "",
            *lines,
            "",
            f"'{PROGRAM} VERB --help' tells more. Start with '{PROGRAM} sandbox up': no AWS account is needed.",
            "",
        ]
    )


def _verb(name: str) -> Verb:
    module = importlib.import_module(f"cli.verbs.{name}")
    if not hasattr(module, "run"):
        raise UsageError(f"the verb '{name}' is not finished")
    return cast(Verb, module)
