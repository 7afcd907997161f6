"""How far the organization is from AWS's limits."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from cli import exit_code, options
from cli.table import Row, write
from cli.verbs.policy.subject import subject

if TYPE_CHECKING:
    from org.account.headroom import Headroom, Used

NAME = "limits"
HELP = "print what is used and what is left of AWS's limits: of the organization, each target and each policy"
_HEADS = ("TARGET", "WHAT", "USED", "LIMIT", "LEFT")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    options.config_root(parser)
    options.output_format(parser)


def run(given: argparse.Namespace) -> int:
    """Prints a table. Exit code 1 when a limit is exceeded. Attachments count those that AWS makes itself."""
    from org.account.headroom import headroom

    looked = subject(given)
    found = headroom(looked.variables, looked.config_root)
    rows = list(_rows(found))
    write([_HEADS, *(_row(target, used) for target, used in rows)], as_data(found), given.format)
    return exit_code.PROBLEMS if any(used.left < 0 for _, used in rows) else exit_code.DONE


def as_data(found: Headroom) -> dict[str, Any]:
    """The headroom as plain data: counts, targets by key, policies by key."""
    return {
        "counts": [_used(one) for one in found.counts],
        "targets": {
            target.target: {
                "attachments": [_used(one) for one in target.attachments],
                "longest": _used(target.longest) if target.longest else None,
            }
            for target in found.targets
        },
        "policies": {one.what: _used(one) for one in found.policies},
    }


def _rows(found: Headroom) -> Iterator[tuple[str, Used]]:
    for one in found.counts:
        yield "organization", one
    for target in found.targets:
        for one in (*target.attachments, *((target.longest,) if target.longest else ())):
            yield target.target, one


def _row(target: str, used: Used) -> Row:
    return (target, used.what, str(used.used), str(used.limit), str(used.left))


def _used(used: Used) -> dict[str, Any]:
    return {**asdict(used), "left": used.left}
