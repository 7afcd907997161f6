"""An account closed for good: in AWS, and out of the state."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from cli import exit_code, options
from cli.configuration import checked, program_environment
from cli.terminal import say
from cli.verb import UsageError
from cli.words import counted

if TYPE_CHECKING:
    from operate.lifecycle.closing import Closing

NAME = "close"
HELP = (
    "close an account that the configuration lets go (`state: closing`), and take it out of the state; says first what"
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options. Without consent nothing is changed."""
    parser.add_argument("name", metavar="NAME", help="account as the configuration names it, such as plat-dev")
    parser.add_argument("--consent", metavar="ID", help="the id of the account: do it. AWS cannot take it back for you")
    options.config_root(parser)
    options.output_format(parser)


def run(given: argparse.Namespace) -> int:
    """Prints what closing comes to; with the right id, does it. Exit code 1 when the configuration has findings."""
    from cli.surroundings import surroundings
    from operate.lifecycle.closing import close, closing_of

    tree = checked(given)
    if tree is None:
        return exit_code.PROBLEMS
    around = surroundings()
    pulumi = around.pulumi(program_environment(given))
    found = closing_of(tree, given.name, pulumi)
    if given.consent is not None and given.consent != found.id:
        known = found.id or "unknown: neither AWS nor the state has it"
        raise UsageError(f"the id of '{found.name}' is {known}, not '{given.consent}': nothing was done")
    if given.format == "json":
        done = list(close(found, pulumi)) if given.consent else []
        sys.stdout.write(json.dumps({**asdict(found), "closes": found.closes, "done": done}, indent=2) + "\n")
        return exit_code.DONE
    sys.stdout.writelines(f"{line}\n" for line in _lines(found))
    if found.done:
        return exit_code.DONE
    if given.consent is None:
        say(f"Nothing was done. To do it {around.words}: ./rootstock account close {found.name} --consent {found.id}")
        return exit_code.DONE
    for step in close(found, pulumi):
        say(f"{step}.")
    say("Keep its entry in the configuration: it keeps name and e-mail from being used again.")
    for stack in found.own_stacks:
        say(f"Forget its own stack when you are sure: pulumi stack rm {stack} --force")
    return exit_code.DONE


def _lines(found: Closing) -> list[str]:
    """What would be done, for people."""
    lines = [f"{found.name}: account {found.id or 'unknown'}, {found.email}, {found.status} in AWS"]
    if found.closes:
        lines += [
            "AWS closes it: whoever works in it is locked out, and after 90 days everything in it is gone.",
            "Its e-mail address can never be used for an account again.",
            f"AWS closes {found.pending_limit} accounts at a time (now: {found.pending}), and {found.quota} of this "
            "organization within 30 days.",
        ]
    if found.forgets:
        lines += [f"Out of the state of {found.stack}:", *(f"  {_resource(urn)}" for urn in found.recorded)]
    for stack, count in found.own_stacks.items():
        if count:
            lines.append(f"{stack} still holds {counted(count, 'resource')}, which end with the account.")
    if found.done:
        lines.append("Nothing is left to do.")
    return lines


def _resource(urn: str) -> str:
    *_, kind, name = urn.split("::")
    return f"{kind.rpartition('$')[2]} {name}"
