"""The account map: no AWS resource, only exports made from what the organization exports or what YAML keeps."""

from __future__ import annotations

import pulumi

from blocks.exported import whole
from blocks.wiring import Built, Wiring
from model.account_map import AccountMap
from org.account.export import OrganizationExport
from org.account_map.mapping import of_organization, of_yaml
from org.account_map.variables import AccountMapVariables


class AccountMapComponent(pulumi.ComponentResource):
    """The map as a component: nothing in AWS, the map as its output."""

    def __init__(self, name: str, account_map: AccountMap, opts: pulumi.ResourceOptions) -> None:
        super().__init__("rootstock:org:AccountMap", name, {}, opts)
        self.register_outputs(account_map.export())


def build(name: str, variables: AccountMapVariables, wiring: Wiring) -> Built:
    """Registers the map. Exports ``model.account_map.AccountMap`` as plain data."""
    account_map = _map(variables, wiring)
    return Built(AccountMapComponent(name, account_map, wiring.options()), account_map.export())


def _map(variables: AccountMapVariables, wiring: Wiring) -> AccountMap:
    if not variables.account_map_enabled:
        return of_yaml(variables, wiring.partition)
    organization = whole(OrganizationExport, wiring.upstreams["account"], f"'{variables.account_component_name}'")
    return of_organization(organization, variables, wiring.partition)
