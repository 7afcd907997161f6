"""The objects that exist once and that the kind ``account`` decides: the organization, and contacts of accounts."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.owned import Owned
from blocks.place import CheckPlace
from model.finding import Path
from org.account.contacts import Contacts
from org.account.structure import CONFIG
from org.account.subject import Subject
from org.account.variables import AccountVariables


def owned(variables: AccountVariables, place: CheckPlace) -> Iterator[Owned]:
    """Each object that these variables claim. The organization stands for its trusted access and policy types too."""
    root = variables.organization_config.root_account
    yield Owned(root.name, "the organization", CONFIG)
    over = root.contacts.over(variables.contacts) if root.contacts else variables.contacts
    yield from _contacts(root.name, over, (*CONFIG, "root_account"))
    for member in Subject(variables, place.config_root).structure.active:
        yield from _contacts(member.key, member.contacts, member.address)


def _contacts(account: str, contacts: Contacts | None, address: Path) -> Iterator[Owned]:
    if contacts is None or not contacts.enabled:
        return
    if contacts.primary:
        yield Owned(account, contact("primary"), (*address, "contacts"))
    for subject in contacts.alternates:
        yield Owned(account, contact(subject), (*address, "contacts"))


def contact(subject: str) -> str:
    """What one contact of an account is called: ``the billing contact``."""
    return f"the {subject} contact"
