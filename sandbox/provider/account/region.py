"""Opt-in regions of an account."""

from __future__ import annotations

from typing import Any

from sandbox.provider.errors import ProviderError
from sandbox.provider.resource import Change, Resource
from sandbox.provider.shapes import given
from sandbox.provider.waiting import until
from sandbox.provider.wire import Properties

_SECONDS_TO_OPT = 3600.0
_ON = ("ENABLED", "ENABLED_BY_DEFAULT")


class Region(Resource):
    """``aws.account.Region``: switched on or off; a deletion leaves it as it is."""

    def create(self, inputs: Properties) -> str:
        """EnableRegion or DisableRegion, whatever the region is now."""
        account = inputs.get("accountId")
        self._switch(inputs["regionName"], account, inputs["enabled"])
        return f"{account},{inputs['regionName']}" if account else str(inputs["regionName"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetRegionOptStatus."""
        account, name = _parts(identifier)
        status = self._status(name, account)
        return {"regionName": name, "enabled": status in _ON, "optStatus": status, **given(accountId=account)}

    def update(self, identifier: str, change: Change) -> None:
        """EnableRegion or DisableRegion."""
        account, name = _parts(identifier)
        self._switch(name, account, change.new["enabled"])

    def _switch(self, name: str, account: str | None, on: bool) -> None:
        call = self._client.enable_region if on else self._client.disable_region
        call(RegionName=name, **given(AccountId=account))
        pending, wanted = ("ENABLING", "ENABLED") if on else ("DISABLING", "DISABLED")

        def decided() -> str | None:
            status = self._status(name, account)
            return None if status == pending else status

        status = until(decided, f"region {name} to be {wanted}", _SECONDS_TO_OPT)
        if status != wanted:
            raise ProviderError(f"unexpected state '{status}' of region {name}, wanted target '{wanted}'")

    def _status(self, name: str, account: str | None) -> str:
        answer = self._client.get_region_opt_status(RegionName=name, **given(AccountId=account))
        return str(answer["RegionOptStatus"])

    @property
    def _client(self) -> Any:
        return self.client("account")


def _parts(identifier: str) -> tuple[str | None, str]:
    account, _, name = identifier.rpartition(",")
    return account or None, name
