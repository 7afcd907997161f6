"""Route 53 zones of S3's website endpoints."""

from __future__ import annotations

ZONES = {
    "us-east-1": "Z3AQBSTGFYJSTF",
    "us-west-2": "Z3BJ6K6RIION7M",
    "eu-west-1": "Z1BKCTXD74EZPE",
    "eu-central-1": "Z21DNDUVLTQW6Q",
}
"""The zones that the facts name; other regions have one too, which no program of ours reads."""
