"""Objects in AWS that exist once and so can belong to one instance only."""

from __future__ import annotations

from dataclasses import dataclass

from model.finding import Path


@dataclass(frozen=True)
class Owned:
    """One such object: the account it is in (``plat-prod``), what it is, and the variable that claims it.

    >>> Owned("plat-prod", "the alias", ("vars", "account_alias")).thing
    'the alias'
    """

    account: str
    thing: str
    path: Path
