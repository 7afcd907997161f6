"""Policy documents as IAM answers them."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote


def text(document: Any) -> str:
    """A document as JSON: botocore may have decoded it already, or left it as IAM encodes it."""
    if isinstance(document, str):
        return unquote(document)
    return json.dumps(document, separators=(",", ":"))
