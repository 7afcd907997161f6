"""Contacts of accounts, as YAML writes them for the whole organization, a unit or an account."""

from __future__ import annotations

from pydantic import Field

from blocks.contact.variables import AlternateContact, AlternateType, PrimaryContact
from model.variables import Strict


class Contacts(Strict):
    """Contacts of accounts; those of a unit or an account win over those around it, contact by contact."""

    enabled: bool = Field(True, description="Whether contacts are managed.")
    primary: PrimaryContact | None = Field(None, description="Primary contact.")
    alternates: dict[AlternateType, AlternateContact] = Field(
        default_factory=dict, description="Contacts by subject: billing, operations, security."
    )

    def over(self, outer: Contacts | None) -> Contacts:
        """These contacts, and those of the surroundings where these have none."""
        if outer is None:
            return self
        return Contacts(
            enabled=self.enabled,
            primary=self.primary or outer.primary,
            alternates=outer.alternates | self.alternates,
        )
