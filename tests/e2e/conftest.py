"""One deployed example organization for all end-to-end tests of a session."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.controls import Audited, Client
from tests.e2e.deployed_once import deployed
from tests.e2e.organization import Organization, clone


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Organization]:
    """A checkout of its own whose sandbox is taken down at the end."""
    organization = Organization(clone(tmp_path_factory.mktemp("rootstock") / "checkout"))
    yield organization
    organization.rootstock("sandbox", "down", check=False)


@pytest.fixture(scope="session")
def summary(checkout: Organization, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> dict[str, Any]:
    """What ``sandbox up --format json`` says after it deployed everything."""
    base = tmp_path_factory.getbasetemp()
    return deployed(checkout, base if worker_id == "master" else base.parent)


@pytest.fixture(scope="session")
def organization(checkout: Organization, summary: dict[str, Any]) -> Organization:
    """The deployed example organization."""
    return checkout


@pytest.fixture(scope="session")
def audited(organization: Organization) -> dict[str, Audited]:
    """Every account of the deployed example by name, for those who read it from outside."""
    accounts = organization.output("core-root-map")["account-map-gbl"]["full_account_map"]
    clients = {name: _clients_in(organization, None if name == "core-root" else id) for name, id in accounts.items()}
    regions = ("us-east-1", "eu-west-1")
    return {name: Audited(account, regions, clients[name], clients["core-root"]) for name, account in accounts.items()}


def _clients_in(organization: Organization, account_id: str | None) -> Client:
    return lambda service, region=None: organization.client(service, account_id, region)
