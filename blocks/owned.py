"""What an instance claims for itself in AWS."""

from __future__ import annotations

from dataclasses import dataclass

from model.finding import Path


@dataclass(frozen=True)
class Owned:
    """One thing of which an account has only one: ``what`` names it, ``path`` is where the variables claim it."""

    account: str
    what: str
    path: Path
