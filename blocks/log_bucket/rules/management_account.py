"""RS344: a bucket of audit logs in the management account."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.place import CheckPlace
from model.finding import Problem

RULE = "RS344"


def management_account(place: CheckPlace) -> Iterator[Problem]:
    """A problem where those who are watched could reach what is written about them."""
    if place.management:
        text = (
            f"the audit logs' bucket stands in the management account '{place.account}', whose administrators are "
            "those that the logs watch: move it to an account of its own, such as 'core-audit'"
        )
        yield Problem(RULE, text)
