"""What AWS accepts as a contact of an account."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sandbox.aws.account.errors import invalid

ALTERNATE_TYPES = ("BILLING", "OPERATIONS", "SECURITY")

# Field: longest value, pattern, whether it must be given.
_ALTERNATE = {
    "Name": (64, r".+", True),
    "Title": (50, r".+", True),
    "EmailAddress": (254, r"[\s]*[\w+=.#|!&-]+@[\w.-]+\.[\w]+[\s]*", True),
    "PhoneNumber": (25, r"[\s0-9()+-]+", True),
}
_PRIMARY = {
    "FullName": (50, r".+", True),
    "AddressLine1": (60, r".+", True),
    "AddressLine2": (60, r".+", False),
    "AddressLine3": (60, r".+", False),
    "City": (50, r".+", True),
    "CompanyName": (50, r".+", False),
    "CountryCode": (2, r"[A-Za-z]{2}", True),
    "DistrictOrCounty": (50, r".+", False),
    "PhoneNumber": (20, r"[+][\s0-9()-]+", True),
    "PostalCode": (20, r".+", True),
    "StateOrRegion": (50, r".+", False),
    "WebsiteUrl": (256, r".+", False),
}

# Every account has a primary contact from the start; AWS copies the management account's.
FIRST = {
    "FullName": "Sandbox Administrator",
    "AddressLine1": "1 Example Street",
    "City": "Seattle",
    "StateOrRegion": "WA",
    "PostalCode": "98101",
    "CountryCode": "US",
    "PhoneNumber": "+12065550100",
}


def alternate(given: Mapping[str, str | None]) -> dict[str, str]:
    """The fields of an alternate contact. Raises ValidationException."""
    return _checked(given, _ALTERNATE)


def primary(given: Mapping[str, str | None]) -> dict[str, str]:
    """The fields of a primary contact. Raises ValidationException."""
    return _checked(given, _PRIMARY)


def _checked(given: Mapping[str, str | None], rules: Mapping[str, tuple[int, str, bool]]) -> dict[str, str]:
    result = {}
    for name, (longest, pattern, required) in rules.items():
        value = given.get(name)
        if value is None or value == "":
            if required:
                raise invalid(f"1 validation error detected: Value at '{name}' must not be null")
            continue
        if len(value) > longest or not re.fullmatch(pattern, value):
            raise invalid(
                f"1 validation error detected: Value at '{name}' failed to satisfy constraint: at most {longest} "
                f"characters that match {pattern}"
            )
        result[name] = value
    return result
