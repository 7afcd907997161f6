"""What Account Management answers."""

from __future__ import annotations

import json
import re
from typing import Any

from moto.account.models import AccountBackend, account_backends
from moto.account.responses import AccountResponse as MotoAccountResponse
from moto.core.responses import ActionResult, EmptyResult
from moto.organizations.models import FakeAccount

from sandbox.aws import credentials
from sandbox.aws.account import contacts
from sandbox.aws.account.errors import invalid, not_found
from sandbox.aws.account.regions import Regions
from sandbox.aws.account.standing import account_meant
from sandbox.aws.organizations.management import organization_of
from sandbox.aws.substitution import substitute

_NAME = re.compile(r"[ -;=?-~]{1,50}")


class Backend(AccountBackend):  # type: ignore[misc]
    """Names, contacts and regions of one account."""

    def __init__(self, region_name: str, account_id: str) -> None:
        super().__init__(region_name, account_id)
        self.alternate_contacts: dict[str, dict[str, str]] = {}
        self.primary_contact = dict(contacts.FIRST)
        self.regions = Regions()


substitute(account_backends, Backend)


class AccountResponse(MotoAccountResponse):  # type: ignore[misc]
    """Moto's Account Management with what AWS does beyond it."""

    def put_alternate_contact(self) -> ActionResult:
        """PutAlternateContact."""
        account, kind = self._meant(), self._kind()
        account.alternate_contacts[kind] = contacts.alternate(self._parameters())
        return EmptyResult()

    def get_alternate_contact(self) -> ActionResult:
        """GetAlternateContact."""
        account, kind = self._meant(), self._kind()
        if kind not in account.alternate_contacts:
            raise not_found("No contact of the inputted alternate contact type found.")
        return ActionResult({"AlternateContact": {"AlternateContactType": kind, **account.alternate_contacts[kind]}})

    def delete_alternate_contact(self) -> ActionResult:
        """DeleteAlternateContact."""
        account, kind = self._meant(), self._kind()
        if account.alternate_contacts.pop(kind, None) is None:
            raise not_found("No contact of the inputted alternate contact type found.")
        return EmptyResult()

    def put_contact_information(self) -> ActionResult:
        """PutContactInformation."""
        account = self._meant()
        account.primary_contact = contacts.primary(self._parameters().get("ContactInformation") or {})
        return EmptyResult()

    def get_contact_information(self) -> ActionResult:
        """GetContactInformation."""
        return ActionResult({"ContactInformation": self._meant().primary_contact})

    def put_account_name(self) -> ActionResult:
        """PutAccountName."""
        account, name = self._meant(), self._parameters().get("AccountName") or ""
        if not _NAME.fullmatch(name):
            raise invalid("1 validation error detected: Value at 'accountName' failed to satisfy constraint")
        member = _member(account.account_id, self.partition)
        if member:
            member.name = name
        return EmptyResult()

    def get_account_information(self) -> ActionResult:
        """GetAccountInformation."""
        member = _member(self._meant().account_id, self.partition)
        if member is None:
            raise not_found("The account is not in an organization.")
        created = member.create_time
        return ActionResult({"AccountId": member.id, "AccountName": member.name, "AccountCreatedDate": created})

    def get_primary_email(self) -> ActionResult:
        """GetPrimaryEmail."""
        member = _member(self._meant().account_id, self.partition)
        return ActionResult({"PrimaryEmail": member.email if member else None})

    def list_regions(self) -> ActionResult:
        """ListRegions."""
        wanted = self._parameters().get("RegionOptStatusContains") or []
        found = [
            {"RegionName": region, "RegionOptStatus": status}
            for region, status in self._meant().regions.all().items()
            if not wanted or status in wanted
        ]
        return ActionResult({"Regions": found})

    def get_region_opt_status(self) -> ActionResult:
        """GetRegionOptStatus."""
        region = self._parameters()["RegionName"]
        return ActionResult({"RegionName": region, "RegionOptStatus": self._meant().regions.status(region)})

    def enable_region(self) -> ActionResult:
        """EnableRegion."""
        self._meant().regions.switch(self._parameters()["RegionName"], on=True)
        return EmptyResult()

    def disable_region(self) -> ActionResult:
        """DisableRegion."""
        self._meant().regions.switch(self._parameters()["RegionName"], on=False)
        return EmptyResult()

    def _meant(self) -> Backend:
        caller = credentials.caller(self.get_access_key())
        account_id = account_meant(caller, self._parameters().get("AccountId"), self._get_action(), self.partition)
        return account_backends[account_id][self.partition]  # type: ignore[no-any-return]

    def _kind(self) -> str:
        kind = str(self._parameters().get("AlternateContactType"))
        if kind not in contacts.ALTERNATE_TYPES:
            raise invalid("You specified an invalid Alternate Contact type.")
        return kind

    def _parameters(self) -> dict[str, Any]:
        return json.loads(self.body) if self.body else {}


def _member(account_id: str, partition: str) -> FakeAccount | None:
    organization = organization_of(account_id, partition)
    accounts = organization.accounts if organization else []
    return next((account for account in accounts if account.id == account_id), None)
