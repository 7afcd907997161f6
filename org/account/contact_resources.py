"""Contacts of accounts as resources."""

from __future__ import annotations

import pulumi

from blocks.contact.resource import alternate_contacts, primary_contact
from org.account.contacts import Contacts


def contact_resources(
    parent: pulumi.ComponentResource, prefix: str, account_id: pulumi.Input[str] | None, contacts: Contacts | None
) -> None:
    """The contacts of one account. ``account_id`` is None for the management account: AWS refuses its own id."""
    if contacts is None or not contacts.enabled:
        return
    options = pulumi.ResourceOptions(parent=parent)
    if contacts.primary is not None:
        primary_contact(f"{prefix}/primary", contacts.primary, options, account_id)
    alternate_contacts(f"{prefix}/", contacts.alternates, options, account_id)
