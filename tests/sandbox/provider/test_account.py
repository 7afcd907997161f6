"""Lives of resources of Account Management."""

from __future__ import annotations

import pytest

from tests.sandbox.provider.engine import Engine
from tests.sandbox.provider.life import Case, live

CASES = [
    Case(
        "aws:account/alternativeContact:AlternativeContact",
        lambda _: {
            "alternateContactType": "SECURITY",
            "emailAddress": "security@acme.example",
            "name": "Sec",
            "phoneNumber": "+1 555 0100",
            "title": "CISO",
        },
        ({"title": "Head"}, {"name": "Security"}),
        id="/SECURITY",
    ),
    Case(
        "aws:account/primaryContact:PrimaryContact",
        lambda _: {
            "addressLine1": "1 Main Street",
            "city": "Springfield",
            "countryCode": "US",
            "fullName": "A B",
            "phoneNumber": "+15550100",
            "postalCode": "12345",
            "stateOrRegion": "IL",
        },
        ({"city": "Shelbyville"}, {"companyName": "Acme"}),
        id="default",
        stays=True,
    ),
    Case(
        "aws:account/region:Region",
        lambda _: {"regionName": "af-south-1", "enabled": True},
        ({"enabled": False},),
        id="af-south-1",
        stays=True,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_life(engine: Engine, case: Case) -> None:
    live(engine, case)
