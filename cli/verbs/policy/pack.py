"""The policies of each target as documents: separate, merged, and packed to fit."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict

from cli import exit_code, options
from cli.table import write
from cli.verb import UsageError
from cli.verbs.policy.subject import subject
from model.finding import suggestion

NAME = "pack"
HELP = "print what the policies of each target come to: separate, merged into one, and in the fewest that AWS takes"
_HEADS = ("TARGET", "TYPE", "POLICIES", "SEPARATE", "MERGED", "LIMIT", "PACKED")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("target", metavar="TARGET", nargs="?", help="print its documents: root, ou/plat, account/NAME")
    options.config_root(parser)
    options.output_format(parser)


def run(given: argparse.Namespace) -> int:
    """Prints sizes in characters as sent, or the packed documents of one target, a line each."""
    from org.account.packing import packed_targets

    looked = subject(given)
    found = packed_targets(looked)
    if given.target is not None:
        known = [target.key for target in looked.structure.targets]
        if given.target not in known:
            raise UsageError(f"no target '{given.target}'{suggestion(given.target, known)}")
        found = tuple(one for one in found if one.target == given.target)
        if given.format == "text":
            sys.stdout.writelines(f"{text}\n" for one in found for text in one.documents)
            return exit_code.DONE
    rows = [
        (
            one.target,
            one.type,
            str(len(one.policies)),
            str(one.separate),
            str(one.merged),
            str(one.limit),
            " + ".join(str(len(text)) for text in one.documents),
        )
        for one in found
    ]
    write([_HEADS, *rows], [asdict(one) for one in found], given.format)
    return exit_code.DONE
