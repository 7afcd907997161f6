"""What the kind ``account`` claims: the organization with its trusted access and policy types, contacts of accounts."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.owned import Owned
from blocks.place import CheckPlace
from model.finding import Path
from org.account.contacts import Contacts
from org.account.structure import CONFIG, structure_of
from org.account.variables import AccountVariables


def owned(variables: AccountVariables, place: CheckPlace) -> Iterator[Owned]:
    """The organization itself, and the contacts of the management account and of each member."""
    root = variables.organization_config.root_account
    yield Owned(root.name, "organization", CONFIG)
    own = root.contacts.over(variables.contacts) if root.contacts else variables.contacts
    path: Path = ("vars", "organization_config", "root_account") if root.contacts else ("vars", "contacts")
    yield from _contacts(place.account, own, path)
    for member in structure_of(variables).managed:
        yield from _contacts(member.key, member.contacts, member.address)


def _contacts(account: str, contacts: Contacts | None, path: Path) -> Iterator[Owned]:
    if contacts is None or not contacts.enabled:
        return
    if contacts.primary is not None:
        yield Owned(account, "primary contact", path)
    for subject in contacts.alternates:
        yield Owned(account, f"{subject} contact", path)
