"""``python -m sandbox.provider [ENGINE ADDRESS]``: the plugin executable's inside."""

from __future__ import annotations

from sandbox.provider.install import VERSION
from sandbox.provider.protocol_alone import protocol_alone

protocol_alone()

from sandbox.provider.serving import serve  # noqa: E402 it reads the protocol

if __name__ == "__main__":
    serve(VERSION)
