"""The policies of the organization and those that its catalogs offer."""

from __future__ import annotations

import argparse

from cli import exit_code, options
from cli.table import write
from cli.verbs.policy.subject import subject

NAME = "list"
HELP = "print every policy: its key, type, size and targets, and the catalog entries that are attached nowhere"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    options.config_root(parser)
    options.output_format(parser)


def run(given: argparse.Namespace) -> int:
    """Prints a table, policies that exist in AWS first."""
    found = subject(given)
    attached: dict[str, list[str]] = {}
    for attachment in found.policies.attachments:
        attached.setdefault(attachment.policy.key, []).append(attachment.target.key)
    heads = ("POLICY", "TYPE", "SIZE", "TARGETS")
    rows = [
        (key, policy.type, str(len(policy.content)), ", ".join(attached.get(key, [])) or "-")
        for key, policy in sorted(found.policies.by_key.items())
    ]
    rows += [
        (sid, placed.entry.type, "-", "-")
        for sid, placed in sorted(found.catalog.entries.items())
        if sid not in found.policies.by_key
    ]
    data = [dict(zip(map(str.lower, heads), row, strict=True)) for row in rows]
    write([heads, *rows], data, given.format)
    return exit_code.DONE
