"""Keeps the simulated AWS to this machine, whatever the libraries it is made of would like to reach."""

from __future__ import annotations

import ipaddress
import sys
from typing import Any

_LOCAL_NAMES = frozenset({"localhost", "", None})


class OutsideError(OSError):
    """Something tried to reach beyond this machine."""


def forbid_outside() -> None:
    """From now on, this process cannot connect, send or look up names beyond this machine. Not to be undone."""
    sys.addaudithook(_look)


def is_local(host: Any) -> bool:
    """Whether a host name or address means this machine and no other."""
    if isinstance(host, bytes):
        host = host.decode(errors="replace")
    if host in _LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _look(event: str, arguments: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.bind", "socket.sendto"):
        address = arguments[1]
        # Sockets of the file system have a path for an address and stay on the machine.
        if isinstance(address, tuple) and not is_local(address[0]):
            raise OutsideError(f"{event} to {address[0]}: the sandbox never leaves this machine")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname") and not is_local(arguments[0]):
        raise OutsideError(f"{event} of {arguments[0]}: the sandbox never leaves this machine")
