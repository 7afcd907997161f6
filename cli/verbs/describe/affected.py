"""Which instances and stacks a change touches."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from cli import exit_code, options
from cli.configuration import config_root, read
from cli.data import as_text, plain
from cli.places import CHECKOUT
from cli.terminal import say
from cli.verb import UsageError
from cli.words import counted

if TYPE_CHECKING:
    from layers import Instance
    from operate.affected import Affected

NAME = "affected"
HELP = "print what differs from a git revision by its resolved values, as `atmos describe affected` does"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    options.base(parser)
    parser.add_argument("--include-dependents", action="store_true", help="with what stands on each affected instance")
    parser.add_argument("--all", action="store_true", help="with github-matrix: every stack, as if all were affected")
    options.config_root(parser)
    options.output_format(parser, ("json", "yaml", "text", "github-matrix"))


def run(given: argparse.Namespace) -> int:
    """Prints a list of affected instances, or the Pulumi stacks to run as the matrix of a workflow."""
    from operate.affected import affected

    if given.all:
        if given.format != "github-matrix":
            raise UsageError("--all is for --format github-matrix")
        sys.stdout.write(_matrix(given, None))
        return exit_code.DONE
    found = affected(CHECKOUT, config_root(given), given.base)
    if given.format == "github-matrix":
        sys.stdout.write(_matrix(given, found))
    elif given.format == "text":
        sys.stdout.writelines(f"{line}\n" for line in _lines(found, given.base))
    else:
        rows = [_data(one, given.include_dependents) for one in found]
        sys.stdout.write(as_text(rows, given.format).rstrip("\n") + "\n")
    return exit_code.DONE


def _data(one: Affected, with_dependents: bool) -> dict[str, Any]:
    instance = one.instance
    data: dict[str, Any] = {
        **_named(instance),
        "affected": one.why[0],
        "affected_all": list(one.why),
        "settings": plain(dict(instance.settings)),
    }
    if one.pulumi_stack:
        data["pulumi_stack"] = one.pulumi_stack
    if one.file:
        data["file"] = one.file
    if one.deleted:
        data |= {"deleted": True, "deletion_type": one.deleted}
    if with_dependents:
        data |= {
            "dependents": [{**_named(other), "pulumi_stack": str(other.stack)} for other in one.dependents],
            "included_in_dependents": one.included_in_dependents,
        }
    return data


def _named(instance: Instance) -> dict[str, Any]:
    return {
        "component": instance.name,
        "component_type": instance.component_type,
        "component_path": _path(instance),
        "stack": instance.config_stack,
        "stack_slug": f"{instance.config_stack}-{instance.name}",
    }


def _path(instance: Instance) -> str:
    from program.stacks import kind_of

    kind = kind_of(instance) if instance.component_type == "pulumi" else None
    return kind.room.replace(".", "/") if kind else f"components/{instance.component_type}/{instance.kind}"


def _matrix(given: argparse.Namespace, found: tuple[Affected, ...] | None) -> str:
    """A row a Pulumi stack that machines run: see ``operate.deployments.matrix``."""
    from operate.deployments.matrix import matrix

    direct = None if found is None else frozenset(one.pulumi_stack for one in found if one.pulumi_stack)
    made = matrix(read(given), direct, frozenset(stack for one in found or () for stack in one.dependent_stacks))
    if made.without_role:
        say(
            f"Left out, because their accounts have no `deploy-roles` for a workflow to take: "
            f"{', '.join(made.without_role)}. Deploy them by hand, or see ./rootstock validate."
        )
    return json.dumps(made.data) + "\n"


def _lines(found: tuple[Affected, ...], base: str) -> list[str]:
    if not found:
        return [f"Nothing differs from {base} in any value."]
    width = max(len(f"{one.instance.config_stack} {one.instance.name}") for one in found)
    rows = [f"{f'{one.instance.config_stack} {one.instance.name}':<{width}}  {', '.join(one.why)}" for one in found]
    direct = {one.pulumi_stack for one in found if one.pulumi_stack}
    behind = {stack for one in found for stack in one.dependent_stacks} - direct
    return [
        *rows,
        "",
        f"{counted(len(direct), 'Pulumi stack')} affected: {', '.join(sorted(direct)) or 'none'}",
        f"{counted(len(behind), 'stack')} only because they read from these: {', '.join(sorted(behind)) or 'none'}",
    ]
