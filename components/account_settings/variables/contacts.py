"""Variables of the account's contacts."""

from __future__ import annotations

from pydantic import Field

from blocks.contact.variables import AlternateContact, AlternateType, PrimaryContact
from model.variables import Variables


class ContactVariables(Variables):
    """Whom AWS writes to about the account. Not together with `contacts` of kind `account`."""

    contacts_enabled: bool = Field(True, description="Whether the contacts given here are managed.")
    primary_contact: PrimaryContact | None = Field(None, description="Primary contact; null leaves it as it is.")
    billing_contact: AlternateContact | None = Field(None, description="Contact for bills; null for none.")
    operations_contact: AlternateContact | None = Field(None, description="Contact for operations; null for none.")
    security_contact: AlternateContact | None = Field(None, description="Contact for security; null for none.")

    @property
    def alternates(self) -> dict[AlternateType, AlternateContact]:
        """The contacts that are given, by subject."""
        given: dict[AlternateType, AlternateContact | None] = {
            "billing": self.billing_contact,
            "operations": self.operations_contact,
            "security": self.security_contact,
        }
        return {subject: contact for subject, contact in given.items() if contact is not None}
