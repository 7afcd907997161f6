"""Whether a preview takes over what is there and changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from operate.events import UNCHANGED, Step
from operate.news import StackResult

_IMPORT = "import"


@dataclass(frozen=True)
class Proof:
    """Imports by kind, and every step that would do something else to an object in AWS."""

    imports: Mapping[str, int]
    targets: tuple[str, ...]
    changes: tuple[Step, ...]

    @property
    def updates(self) -> tuple[str, ...]:
        """URNs of what would be updated in place."""
        return tuple(one.urn.text for one in self.changes if one.op == "update")

    @property
    def nothing_to_do(self) -> bool:
        """Whether AWS is exactly as configured, and all of it is in the state."""
        return not self.imports and not self.changes


def proof(result: StackResult) -> Proof:
    """What the preview of a stack tells."""
    own = [one for one in result.steps if one.urn.type.startswith("aws:") and one.op not in UNCHANGED]
    taken = [one for one in own if one.op == _IMPORT]
    return Proof(
        dict(sorted(Counter(one.urn.kind for one in taken).items())),
        tuple(one.urn.text for one in taken),
        tuple(one for one in own if one.op != _IMPORT),
    )
