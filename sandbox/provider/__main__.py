"""``python -m sandbox.provider [ENGINE ADDRESS]``: the plugin executable's inside."""

from __future__ import annotations

from sandbox.provider.install import VERSION
from sandbox.provider.serving import serve

if __name__ == "__main__":
    serve(VERSION)
