"""RS212: service control policies on the management account, which they never bind."""

from __future__ import annotations

from collections.abc import Iterator

from model.finding import Problem
from org.account.structure import CONFIG
from org.account.subject import Subject

RULE = "RS212"


def management_account(subject: Subject) -> Iterator[Problem]:
    """A problem when policies are attached to the management account."""
    if subject.variables.organization_config.root_account.service_control_policies:
        text = "service control policies never bind the management account: attach them to units or accounts"
        yield Problem(RULE, text, (*CONFIG, "root_account", "service_control_policies"))
