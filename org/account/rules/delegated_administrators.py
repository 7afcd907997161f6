"""RS214: a delegated administrator that is no member account."""

from __future__ import annotations

from collections.abc import Iterator

from model.finding import Problem, suggestion
from org.account.subject import Subject

RULE = "RS214"


def delegated_administrators(subject: Subject) -> Iterator[Problem]:
    """A problem for each delegated administrator that is unknown, or is the management account."""
    known = {member.key for member in subject.structure.managed}
    let_go = {member.key: member.settings.state for member in subject.structure.members if not member.managed}
    root = subject.variables.organization_config.root_account.name
    for principal, accounts in subject.variables.delegated_administrators.items():
        for index, name in enumerate(accounts):
            if name in known:
                continue
            text = f"unknown account '{name}'{suggestion(name, known)}"
            if name in let_go:
                text = f"account '{name}' is {let_go[name]}: let another one administer the service first"
            if name == root:
                text = f"'{name}' is the management account, which needs no delegation"
            address = ("vars", "delegated_administrators", principal, index)
            yield Problem(RULE, f"delegated administrator of {principal}: {text}", address)
