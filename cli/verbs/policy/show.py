"""One policy as AWS gets it, in lines that a person can read."""

from __future__ import annotations

import argparse
import json
import sys

from cli import exit_code, options
from cli.verb import UsageError
from cli.verbs.policy.subject import subject
from model.finding import suggestion

NAME = "show"
HELP = "print one policy: where it is defined, its targets and its document with parameters and exemptions filled in"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("key", metavar="SID", help="policy by its SID or key, such as DenyLeavingOrganization")
    options.config_root(parser)
    options.output_format(parser)


def run(given: argparse.Namespace) -> int:
    """Prints a policy that is in use; one that only a catalog offers is printed as its catalog has it."""
    found = subject(given)
    policy, placed = found.policies.by_key.get(given.key), found.catalog.entries.get(given.key)
    if policy is None and placed is None:
        known = {*found.policies.by_key, *found.catalog.entries}
        raise UsageError(f"no policy '{given.key}'{suggestion(given.key, known)}")
    targets = [one.target.key for one in found.policies.attachments if one.policy.key == given.key]
    position = str(placed.position) if placed else str(policy.position) if policy and policy.position else None
    data = {
        "policy": given.key,
        "type": policy.type if policy else placed.entry.type if placed else "",
        "description": policy.description if policy else placed.entry.description if placed else "",
        "defined": position,
        "targets": targets,
        "size": len(policy.content) if policy else None,
        "document": json.loads(policy.content) if policy else None,
    }
    if given.format == "json":
        sys.stdout.write(json.dumps(data, indent=2, ensure_ascii=False) + "\n")
        return exit_code.DONE
    sys.stdout.write(f"{given.key}: {data['type']}, {data['description']}\n")
    sys.stdout.write(f"defined: {position or 'under `policies`'}\n")
    sys.stdout.write(f"targets: {', '.join(targets) or 'none, so there is no such policy in AWS'}\n")
    if policy:
        sys.stdout.write(f"size: {data['size']} characters as sent\n{json.dumps(data['document'], indent=2)}\n")
    return exit_code.DONE
