"""OpenID Connect identity providers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.provider.difference import Difference
from sandbox.provider.resource import Change, Resource
from sandbox.provider.shapes import given
from sandbox.provider.tags import as_list, as_map
from sandbox.provider.wire import Properties


class OpenIdConnectProvider(Resource):
    """``aws.iam.OpenIdConnectProvider``: one per URL and account."""

    gone = ("NoSuchEntity",)

    def create(self, inputs: Properties) -> str:
        """CreateOpenIDConnectProvider with its tags."""
        answer = self._client.create_open_id_connect_provider(
            Url=inputs["url"],
            ClientIDList=inputs["clientIdLists"],
            **given(ThumbprintList=inputs.get("thumbprintLists"), Tags=as_list(inputs.get("tagsAll", {}))),
        )
        return str(answer["OpenIDConnectProviderArn"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetOpenIDConnectProvider; AWS answers the URL without its scheme."""
        found = self._client.get_open_id_connect_provider(OpenIDConnectProviderArn=identifier)
        return {
            "arn": identifier,
            "url": found["Url"],
            "clientIdLists": found.get("ClientIDList", []),
            "thumbprintLists": found.get("ThumbprintList", []),
            "tagsAll": as_map(found.get("Tags", [])),
        }

    def update(self, identifier: str, change: Change) -> None:
        """Thumbprints (unless none are wanted), then client ids: new ones first."""
        if change.of("thumbprintLists") and change.new.get("thumbprintLists"):
            self._client.update_open_id_connect_provider_thumbprint(
                OpenIDConnectProviderArn=identifier, ThumbprintList=change.new["thumbprintLists"]
            )
        if change.of("clientIdLists"):
            old, new = change.old["clientIdLists"], change.new["clientIdLists"]
            for client in (item for item in new if item not in old):
                self._client.add_client_id_to_open_id_connect_provider(
                    OpenIDConnectProviderArn=identifier, ClientID=client
                )
            for client in (item for item in old if item not in new):
                self._client.remove_client_id_from_open_id_connect_provider(
                    OpenIDConnectProviderArn=identifier, ClientID=client
                )

    def retag(self, identifier: str, state: Properties, setting: Mapping[str, str], removing: list[str]) -> None:
        """TagOpenIDConnectProvider and UntagOpenIDConnectProvider."""
        if removing:
            self._client.untag_open_id_connect_provider(OpenIDConnectProviderArn=identifier, TagKeys=removing)
        if setting:
            self._client.tag_open_id_connect_provider(OpenIDConnectProviderArn=identifier, Tags=as_list(setting))

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteOpenIDConnectProvider."""
        self._client.delete_open_id_connect_provider(OpenIDConnectProviderArn=identifier)

    def suppresses(self, difference: Difference, state: Properties, inputs: Properties) -> bool:
        """An empty list of thumbprints changes nothing."""
        return difference.path[0] == "thumbprintLists" and not inputs.get("thumbprintLists")

    @property
    def _client(self) -> Any:
        return self.client("iam")
