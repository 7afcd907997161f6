"""Rules of the kind `account`, one a file. Each is a function from a subject to problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from model.finding import Problem
from org.account.rules.account_names import account_names
from org.account.rules.attachments import attachments
from org.account.rules.catalogs import catalogs
from org.account.rules.counts import counts
from org.account.rules.delegated_administrators import delegated_administrators
from org.account.rules.email_formats import email_formats
from org.account.rules.emails import emails
from org.account.rules.known_limits import known_limits
from org.account.rules.management_account import management_account
from org.account.rules.name_limits import name_limits
from org.account.rules.own_hands import own_hands
from org.account.rules.policy_sizes import policy_sizes
from org.account.rules.quarantine import quarantine
from org.account.rules.resource_policy import resource_policy
from org.account.rules.tags import tags
from org.account.rules.trusted_access import trusted_access
from org.account.rules.unique_emails import unique_emails
from org.account.rules.unique_names import unique_names
from org.account.rules.unknown_unit import unknown_units
from org.account.subject import Subject

Rule = Callable[[Subject], Iterable[Problem]]

RULES: tuple[Rule, ...] = (
    unknown_units,
    account_names,
    email_formats,
    emails,
    unique_emails,
    unique_names,
    name_limits,
    counts,
    tags,
    management_account,
    trusted_access,
    delegated_administrators,
    known_limits,
    resource_policy,
    catalogs,
    policy_sizes,
    attachments,
    own_hands,
    quarantine,
)
