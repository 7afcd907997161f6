"""Contacts of accounts as resources."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from org.account.contacts import Contacts


def contact_resources(
    parent: pulumi.ComponentResource, prefix: str, account_id: pulumi.Input[str] | None, contacts: Contacts | None
) -> None:
    """The contacts of one account. ``account_id`` is None for the management account: AWS refuses its own id."""
    if contacts is None or not contacts.enabled:
        return
    options = pulumi.ResourceOptions(parent=parent)
    primary = contacts.primary
    if primary is not None:
        aws.account.PrimaryContact(
            f"{prefix}/primary",
            account_id=account_id,
            full_name=primary.full_name,
            company_name=primary.company_name,
            address_line1=primary.address_line_1,
            address_line2=primary.address_line_2,
            address_line3=primary.address_line_3,
            city=primary.city,
            district_or_county=primary.district_or_county,
            state_or_region=primary.state_or_region,
            postal_code=primary.postal_code,
            country_code=primary.country_code,
            phone_number=primary.phone_number,
            website_url=primary.website_url,
            opts=options,
        )
    for subject, contact in contacts.alternates.items():
        aws.account.AlternativeContact(
            f"{prefix}/{subject}",
            account_id=account_id,
            alternate_contact_type=subject.upper(),
            name=contact.name,
            title=contact.title,
            email_address=contact.email_address,
            phone_number=contact.phone_number,
            opts=options,
        )
