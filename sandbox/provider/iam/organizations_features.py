"""Central management of the members' root users."""

from __future__ import annotations

from typing import Any

from sandbox.provider.resource import Change, Resource
from sandbox.provider.wire import Properties

_CALLS = {
    "RootCredentialsManagement": "organizations_root_credentials_management",
    "RootSessions": "organizations_root_sessions",
}


class OrganizationsFeatures(Resource):
    """``aws.iam.OrganizationsFeatures``: with no feature on, it does not exist."""

    gone = ("OrganizationNotFoundException", "OrganizationNotFound")
    gone_on_delete = ()

    def create(self, inputs: Properties) -> str:
        """Enables features, credentials management first."""
        self._switch("enable", inputs["enabledFeatures"])
        return str(self._client.list_organizations_features()["OrganizationId"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """ListOrganizationsFeatures."""
        features = self._client.list_organizations_features().get("EnabledFeatures", [])
        return {"enabledFeatures": features} if features else None

    def update(self, identifier: str, change: Change) -> None:
        """Enables what is new, then disables what is left out."""
        old, new = change.old["enabledFeatures"], change.new["enabledFeatures"]
        self._switch("enable", [feature for feature in new if feature not in old])
        self._switch("disable", [feature for feature in old if feature not in new])

    def delete(self, identifier: str, state: Properties) -> None:
        """Disables what the state says is on."""
        self._switch("disable", state["enabledFeatures"])

    def _switch(self, verb: str, features: list[str]) -> None:
        for feature, call in _CALLS.items():
            if feature in features:
                getattr(self._client, f"{verb}_{call}")()

    @property
    def _client(self) -> Any:
        return self.client("iam")
