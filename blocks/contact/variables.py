"""Contacts of an account, as YAML writes them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from model.variables import Strict

AlternateType = Literal["billing", "operations", "security"]


class PrimaryContact(Strict):
    """Who AWS writes to about an account."""

    full_name: str = Field(min_length=1, max_length=50, description="Full name, at most 50 characters.")
    company_name: str | None = Field(None, max_length=50, description="Company.")
    address_line_1: str = Field(min_length=1, max_length=60, description="First line of the address.")
    address_line_2: str | None = Field(None, max_length=60, description="Second line of the address.")
    address_line_3: str | None = Field(None, max_length=60, description="Third line of the address.")
    city: str = Field(min_length=1, max_length=50, description="City.")
    district_or_county: str | None = Field(None, max_length=50, description="District or county.")
    state_or_region: str | None = Field(None, max_length=50, description="State or region.")
    postal_code: str = Field(min_length=1, max_length=20, description="Postal code, quoted.")
    country_code: str = Field(pattern=r"^[A-Z]{2}$", description="Two capital letters (ISO 3166).")
    phone_number: str = Field(
        max_length=20, pattern=r"^[+][0-9\s()-]+$", description="Quoted, starting with `+`, at most 20 characters."
    )
    website_url: str | None = Field(None, max_length=256, description="Web site.")


class AlternateContact(Strict):
    """Who AWS writes to about one subject."""

    name: str = Field(min_length=1, max_length=64, description="Name, at most 64 characters.")
    title: str = Field(min_length=1, max_length=50, description="Title, at most 50 characters.")
    email_address: str = Field(max_length=254, pattern=r"[\w+=,.-]+@[\w.-]+\.[\w]+", description="E-mail address.")
    phone_number: str = Field(max_length=25, pattern=r"^[0-9\s()+-]+$", description="Quoted, at most 25 characters.")
