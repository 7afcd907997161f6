"""What users expect of their guardrails: calls that must pass or must be denied, in a YAML file, checked offline."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path as File
from typing import Annotated, Literal

import yaml
from pydantic import BeforeValidator, Field, ValidationError

from model.finding import Finding, Position, suggestion
from model.variables import Strict
from org.account.access import SOMEBODY, Question, answer, explained
from org.account.subject import Subject
from org.policy.yaml_places import Places, read_with_places

RULE = "RS250"
UNREADABLE = "RS251"

_Texts = Annotated[list[str], BeforeValidator(lambda written: [written] if isinstance(written, str) else written)]


class Expectation(Strict):
    """Calls with one expected answer: each action by each principal in each account."""

    name: str = Field(min_length=1, description="What it is about, for people.")
    account: _Texts = Field(min_length=1, description="Accounts by name; `plat-*` stands for all members that it fits.")
    action: _Texts = Field(min_length=1, description="Actions, such as `s3:DeleteBucket`.")
    principal: _Texts = Field(default_factory=lambda: [SOMEBODY], description="ARNs, names of roles, or `root`.")
    resource: str = Field("*", description="ARN of what the call is about.")
    keys: dict[str, str | list[str]] = Field(default_factory=dict, description="Condition keys of the request.")
    expect: Literal["allowed", "denied"] = Field(description="Whether the organization's policies let it through.")
    by: str | None = Field(None, description="Key of the policy that must be the one to deny it.")


class ExpectationFile(Strict):
    """The file: a list under `requests`."""

    requests: list[Expectation] = Field(min_length=1, description="What is asked, and what is expected.")


@dataclass(frozen=True)
class Outcome:
    """How many calls a file asked about, and what is not as expected."""

    calls: int
    findings: tuple[Finding, ...]


def check_file(subject: Subject, file: File, shown: str) -> Outcome:
    """The outcome of one file; a file that cannot be read is a finding of its own."""
    try:
        content, places = read_with_places(file, shown)
        expected = ExpectationFile.model_validate(content)
    except ValidationError as error:
        return Outcome(0, tuple(_unreadable(error, places)))
    except (yaml.YAMLError, OSError, UnicodeError) as error:
        cause = getattr(error, "problem", None) or getattr(error, "strerror", None) or str(error)
        mark = getattr(error, "problem_mark", None)
        place = Position(shown, mark.line + 1, mark.column + 1) if mark else Position(shown)
        return Outcome(0, (Finding(place, UNREADABLE, f"cannot be read: {cause}"),))
    calls, findings = 0, []
    for index, one in enumerate(expected.requests):
        place = places.of(("requests", index))
        accounts = list(_accounts(subject, one.account))
        unknown = [name for name, found in accounts if not found]
        findings += [Finding(place, UNREADABLE, _unknown(subject, name)) for name in unknown]
        for question in _questions(one, [account for _, found in accounts for account in found]):
            calls += 1
            wrong = _difference(subject, one, question)
            if wrong:
                findings.append(Finding(place, RULE, f"{one.name}: {wrong}"))
    return Outcome(calls, tuple(findings))


def _accounts(subject: Subject, patterns: Iterable[str]) -> Iterator[tuple[str, Sequence[str]]]:
    root, *members = _known(subject)
    for pattern in patterns:
        # The management account, which no policy binds, counts only where it is named.
        yield pattern, [root] if pattern == root else fnmatch.filter(members, pattern)


def _known(subject: Subject) -> list[str]:
    root = subject.variables.organization_config.root_account.name
    return [root, *(member.key for member in subject.structure.managed)]


def _unknown(subject: Subject, name: str) -> str:
    return f"no account of the organization is named '{name}'{suggestion(name, _known(subject))}"


def _questions(one: Expectation, accounts: Iterable[str]) -> Iterator[Question]:
    for account in dict.fromkeys(accounts):
        for principal in one.principal:
            for action in one.action:
                yield Question(account, action, one.resource, principal, one.keys)


def _difference(subject: Subject, one: Expectation, question: Question) -> str:
    """What is not as expected, as a sentence; empty when all is."""
    call = f"{question.action} by '{question.principal}' in '{question.account}'"
    try:
        found = answer(subject, question)
    except ValueError as error:
        return f"{call}: {error}"
    if found.allowed != (one.expect == "allowed"):
        return f"{call} should be {one.expect} and is {explained(found)}"
    policy = found.denial.attachment.policy.key if found.denial and found.denial.attachment else None
    if one.by is not None and one.by != policy:
        return f"{call} should be denied by '{one.by}' and is {explained(found)}"
    return ""


def _unreadable(error: ValidationError, places: Places) -> Iterator[Finding]:
    for detail in error.errors(include_url=False):
        location = tuple(detail["loc"])
        spelled = f"`{'.'.join(map(str, location))}`: " if location else ""
        reason = detail["msg"].removeprefix("Value error, ")
        yield Finding(places.of(location), UNREADABLE, f"{spelled}{reason[:1].lower()}{reason[1:]}")
