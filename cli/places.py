"""Where the command finds the checkout, and where it writes."""

from __future__ import annotations

import os
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
"""The folder with Pulumi.yaml, `config/` and this program."""


def logs() -> Path:
    """The folder for logs of this checkout: outside it, in the user's cache."""
    from engine.cache import root

    return root(os.environ) / "logs" / _digest()


def kept() -> Path:
    """The folder for what must not be lost: outside the checkout, and no cache (XDG's folder for state)."""
    base = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(base) / "rootstock" / f"{CHECKOUT.name}-{_digest()}"


def _digest() -> str:
    import hashlib  # with all of OpenSSL, which few commands need

    return hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:12]
