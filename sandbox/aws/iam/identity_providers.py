"""Clients of OpenID Connect providers, which moto takes at the creation only."""

from __future__ import annotations

from moto.core.responses import ActionResult, BaseResponse, EmptyResult
from moto.iam.exceptions import LimitExceededException, ValidationError

_MOST_CLIENTS = 100
_LONGEST_CLIENT = 255


class IdentityProviders(BaseResponse):  # type: ignore[misc]
    """AddClientIDToOpenIDConnectProvider and its opposite. Both may be repeated."""

    def add_client_id_to_open_id_connect_provider(self) -> ActionResult:
        """AddClientIDToOpenIDConnectProvider."""
        clients, client = self._clients(), self._get_param("ClientID")
        if not 1 <= len(client) <= _LONGEST_CLIENT:
            raise ValidationError(f"A client id has 1 to {_LONGEST_CLIENT} characters.")
        if client not in clients:
            if len(clients) >= _MOST_CLIENTS:
                message = f"Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: {_MOST_CLIENTS}"
                raise LimitExceededException(message)
            clients.append(client)
        return EmptyResult()

    def remove_client_id_from_open_id_connect_provider(self) -> ActionResult:
        """RemoveClientIDFromOpenIDConnectProvider."""
        clients, client = self._clients(), self._get_param("ClientID")
        if client in clients:
            clients.remove(client)
        return EmptyResult()

    def _clients(self) -> list[str]:
        provider = self.backend.get_open_id_connect_provider(self._get_param("OpenIDConnectProviderArn"))
        clients: list[str] = provider.client_id_list
        return clients
