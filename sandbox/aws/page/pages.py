"""What a browser gets at the address of the simulated AWS."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from sandbox.aws.page.state import state
from sandbox.aws.trouble.ledger import Ledger

PREFIX = "/_rootstock"
# The page is one file and may load nothing, from here or from anywhere, but its data.
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; connect-src 'self'; "
    "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_COMMON = [("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"), ("Content-Security-Policy", _POLICY)]


def answer(path: str, ledger: Ledger) -> tuple[int, list[tuple[str, str]], bytes]:
    """Status, headers and body for a path below ``/_rootstock``: the page, or its data."""
    match path.removeprefix(PREFIX):
        case "" | "/":
            return 200, [*_COMMON, ("Content-Type", "text/html; charset=utf-8")], _page()
        case "/state.json":
            body = json.dumps(state(ledger), default=str).encode()
            return 200, [*_COMMON, ("Content-Type", "application/json")], body
        case _:
            text = f"There is nothing here. The page is at {PREFIX}/\n".encode()
            return 404, [*_COMMON, ("Content-Type", "text/plain; charset=utf-8")], text


@cache
def _page() -> bytes:
    return (Path(__file__).parent / "page.html").read_bytes()
