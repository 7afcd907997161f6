"""RS352: an account that the organization's trail records has a trail of its own besides."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.place import CheckPlace, Peer
from components.cloudtrail.variables import CloudTrailVariables
from model.finding import Problem

RULE = "RS352"


def double_recording(variables: CloudTrailVariables, place: CheckPlace) -> Iterator[Problem]:
    """A warning that says what the second recording costs."""
    if variables.is_organization_trail:
        return
    recorder = next((peer for peer in place.peers() if _records_all(peer)), None)
    if recorder:
        text = (
            f"account '{place.account}' is recorded twice: by this trail and by the organization's, '{recorder.name}' "
            f"in '{recorder.account}'. Only the first copy of management events is free; a second costs USD 2.00 per "
            "100,000 events, a second of data events USD 0.10 per 100,000, besides storage. Set `enabled: false`"
        )
        yield Problem(RULE, text, ("vars", "enabled"), severity="warning")


def _records_all(peer: Peer) -> bool:
    return peer.kind == "cloudtrail" and peer.variables.get("is_organization_trail") is True
