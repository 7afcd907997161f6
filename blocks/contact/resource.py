"""Contacts of an account as resources."""

from __future__ import annotations

from collections.abc import Mapping

import pulumi
import pulumi_aws as aws

from blocks.contact.variables import AlternateContact, AlternateType, PrimaryContact


def primary_contact(
    name: str,
    contact: PrimaryContact,
    options: pulumi.ResourceOptions,
    account_id: pulumi.Input[str] | None = None,
) -> None:
    """Registers the primary contact. ``account_id`` is None for the provider's own account: AWS refuses its own id."""
    aws.account.PrimaryContact(
        name,
        account_id=account_id,
        full_name=contact.full_name,
        company_name=contact.company_name,
        address_line1=contact.address_line_1,
        address_line2=contact.address_line_2,
        address_line3=contact.address_line_3,
        city=contact.city,
        district_or_county=contact.district_or_county,
        state_or_region=contact.state_or_region,
        postal_code=contact.postal_code,
        country_code=contact.country_code,
        phone_number=contact.phone_number,
        website_url=contact.website_url,
        opts=options,
    )


def alternate_contacts(
    prefix: str,
    contacts: Mapping[AlternateType, AlternateContact],
    options: pulumi.ResourceOptions,
    account_id: pulumi.Input[str] | None = None,
) -> None:
    """Registers the contact of each subject as ``<prefix><subject>``; a subject that is left out stays as it is."""
    for subject, contact in contacts.items():
        aws.account.AlternativeContact(
            f"{prefix}{subject}",
            account_id=account_id,
            alternate_contact_type=subject.upper(),
            name=contact.name,
            title=contact.title,
            email_address=contact.email_address,
            phone_number=contact.phone_number,
            opts=options,
        )
