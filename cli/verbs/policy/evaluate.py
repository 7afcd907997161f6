"""One call, and whether the organization's policies let it through."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from cli import exit_code, options
from cli.verb import UsageError
from cli.verbs.policy.subject import subject

if TYPE_CHECKING:
    from org.account.access import Answer, Question

NAME = "evaluate"
HELP = "tell whether the organization's policies let a call through, and which statement denies it; exit code 1 if so"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("--account", metavar="NAME", required=True, help="account in which it is called: plat-prod")
    parser.add_argument("--action", metavar="ACTION", required=True, help="what is called, such as s3:DeleteBucket")
    parser.add_argument("--resource", metavar="ARN", default="*", help="what it is about (default: %(default)s)")
    parser.add_argument(
        "--principal",
        metavar="WHO",
        default="somebody",
        help="who calls: an ARN, the name of a role in the account, or root (default: a role that no policy names)",
    )
    parser.add_argument(
        "--key",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="condition key of the request, such as aws:RequestedRegion=eu-west-1; the same one again adds a value",
    )
    options.config_root(parser)
    options.output_format(parser)


def run(given: argparse.Namespace) -> int:
    """Prints the decision. Exit code 1 when the call is denied."""
    from org.account.access import Question, UnknownAccountError, answer

    looked = subject(given)
    question = Question(given.account, _action(given.action), given.resource, given.principal, _keys(given.key))
    try:
        found = answer(looked, question)
    except UnknownAccountError as error:
        raise UsageError(str(error)) from error
    if given.format == "json":
        sys.stdout.write(json.dumps(as_data(question, found), indent=2, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(question, found))
    return exit_code.DONE if found.allowed else exit_code.PROBLEMS


def as_data(question: Question, found: Answer) -> dict[str, Any]:
    """The decision as plain data: what was asked, what denies it, and what else may."""
    denial = found.denial
    policy = denial.attachment.policy if denial and denial.attachment else None
    return {
        "account": question.account,
        "principal": found.principal,
        "action": question.action,
        "resource": question.resource,
        "keys": dict(found.keys),
        "allowed": found.allowed,
        "why": found.why or None,
        "denied_by": {
            "target": denial.level.target,
            "policy": policy.key if policy else None,
            "defined": str(policy.position) if policy and policy.position else None,
            "statement": denial.statement,
        }
        if denial
        else None,
        "depends": [{"keys": list(one.keys), "policy": one.policy, "target": one.target} for one in found.depends],
    }


def _lines(question: Question, found: Answer) -> list[str]:
    from org.account.access import explained

    lines = [f"{question.action} on {question.resource} by {found.principal}: {explained(found)}"]
    denial = found.denial
    if denial and denial.attachment:
        position = denial.attachment.policy.position
        lines += [f"defined: {position}"] if position else []
        lines.append(json.dumps(denial.statement, indent=2, ensure_ascii=False))
    lines += [
        f"depends on {', '.join(one.keys)}: policy '{one.policy}' on {one.target} may deny it (--key {one.keys[0]}=…)"
        for one in found.depends
    ]
    if found.allowed:
        lines.append("This is what the organization lets through; the principal's own policies must allow it too.")
    return lines


def _action(written: str) -> str:
    service, _, name = written.partition(":")
    if not service or not name or "*" in written or "?" in written:
        raise UsageError(f"'{written}' is no action: give one whole name, such as s3:DeleteBucket")
    return written


def _keys(written: list[str]) -> dict[str, str | list[str]]:
    keys: dict[str, list[str]] = {}
    for one in written:
        name, equals, value = one.partition("=")
        if not equals or ":" not in name:
            raise UsageError(f"'{one}' is no condition key: write it as aws:RequestedRegion=eu-west-1")
        keys.setdefault(name, []).append(value)
    return dict(keys)
