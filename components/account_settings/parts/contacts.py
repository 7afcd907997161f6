"""Whom AWS writes to about the account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pulumi

from blocks.contact.resource import alternate_contacts, primary_contact
from components.account_settings.variables import AccountSettingsVariables


def contacts(name: str, variables: AccountSettingsVariables, options: pulumi.ResourceOptions) -> Mapping[str, Any]:
    """Registers the contacts that are given. Exports the subjects, never the addresses: others read exports."""
    if not variables.contacts_enabled:
        return {"contacts_configured": []}
    subjects: list[str] = sorted(variables.alternates)
    if variables.primary_contact is not None:
        primary_contact(f"{name}-contact-primary", variables.primary_contact, options)
        subjects.append("primary")
    alternate_contacts(f"{name}-contact-", variables.alternates, options)
    return {"contacts_configured": subjects}
