"""Where the command finds the checkout, and where it writes."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
"""The folder with Pulumi.yaml, `config/` and this program."""


def logs() -> Path:
    """The folder for logs of this checkout: outside it, in the user's cache."""
    from engine.cache import root

    digest = hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:12]
    return root(os.environ) / "logs" / digest
