"""What a verb is: a module with ``NAME``, ``HELP``, ``arguments(parser)`` and ``run(options) -> exit code``.

Verbs import what they need inside ``run``: `--help` and completion then never wait for YAML, Pulumi or rich.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any, NoReturn, Protocol, cast

from cli import exit_code
from cli.terminal import columns
from model.finding import suggestion


class Verb(Protocol):
    """A module that does one thing a user can type."""

    NAME: str
    HELP: str

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declares what may follow the verb."""

    def run(self, options: argparse.Namespace) -> int:
        """Does it. Returns the exit code."""


class UsageError(Exception):
    """The command was typed wrong. The text says what is valid."""


class _Help(argparse.HelpFormatter):
    """As wide as the terminal. One is made for each option that is declared, so it must cost nothing."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=columns() - 2)


class Parser(argparse.ArgumentParser):
    """An argument parser that ends wrong usage with a sentence, the usage line and exit code 2."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"formatter_class": _Help, **settings})

    def error(self, message: str) -> NoReturn:
        """Prints what is wrong and how it is typed right."""
        self.exit(exit_code.USAGE, f"{self.prog}: {message}\n{self.format_usage()}Try '{self.prog} --help'.\n")


def add_subverbs(parser: argparse.ArgumentParser, verbs: Sequence[object]) -> None:
    """Declares modules as sub-verbs, as `up` in `sandbox up`; ``run_subverb`` runs the one that was typed."""
    subparsers = parser.add_subparsers(title="what", metavar="WHAT", parser_class=Parser)
    for verb in cast(Sequence[Verb], verbs):
        child = subparsers.add_parser(verb.NAME, help=verb.HELP, description=sentence(verb.HELP))
        verb.arguments(child)
        child.set_defaults(subverb=verb)
    parser.set_defaults(subverb=None, subverbs=[cast(Verb, verb).NAME for verb in verbs])


def run_subverb(options: argparse.Namespace) -> int:
    """Runs the sub-verb that was typed. Raises UsageError when there was none."""
    if options.subverb is None:
        raise UsageError(f"what? {', '.join(options.subverbs)}")
    verb = cast(Verb, options.subverb)
    return verb.run(options)


def unknown(name: str, known: Sequence[str]) -> UsageError:
    """The error for a verb that does not exist."""
    return UsageError(f"no verb '{name}'{suggestion(name, known)}")


def sentence(text: str) -> str:
    """A help text as a sentence of its own."""
    return f"{text[0].upper()}{text[1:]}."
