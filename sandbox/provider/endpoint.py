"""Where the simulated AWS is: on this machine, or nowhere."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Mapping
from urllib.parse import urlsplit

from sandbox.provider.errors import ProviderError


def endpoint(service: str, configured: Mapping[str, str], environment: Mapping[str, str] = os.environ) -> str:
    """The URL that serves ``service``: from the provider's ``endpoints``, else from the environment.

    Raises ProviderError when there is none, or when it is not an address of this machine.
    """
    variable = f"AWS_ENDPOINT_URL_{service.upper().replace('-', '_')}"
    url = configured.get(service) or environment.get(variable) or environment.get("AWS_ENDPOINT_URL")
    if not url:
        raise ProviderError(
            f"there is no endpoint for {service}: this provider makes resources in a simulated AWS only, "
            "at the address that AWS_ENDPOINT_URL or the provider's endpoints name"
        )
    if not is_loopback(url):
        raise ProviderError(
            f"the endpoint {url} for {service} is not on this machine: this provider talks to a simulated AWS at a "
            "loopback address and to nothing else"
        )
    return url


def is_loopback(url: str) -> bool:
    """Whether every address that the URL's host has is a loopback address."""
    host = urlsplit(url).hostname
    if not host:
        return False
    try:
        found = socket.getaddrinfo(host, None)
    except (OSError, UnicodeError):
        return False
    return bool(found) and all(ipaddress.ip_address(str(entry[4][0])).is_loopback for entry in found)
