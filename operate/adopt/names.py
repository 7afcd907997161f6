"""Keys in YAML for what has a name in AWS: unique, and as close to the name as can be."""

from __future__ import annotations

import re

_REFUSED = re.compile(r"[^A-Za-z0-9_.]+")
_NO_SID = re.compile(r"[^A-Za-z0-9]+")


class Keys:
    """Keys handed out so far. Two that differ in letter case only count as one: people and file systems mix them up."""

    def __init__(self, *taken: str) -> None:
        self._taken = {key.casefold() for key in taken}

    def key(self, name: str, id: str) -> str:
        """The name where it can be a key and is free; else with what cannot stand in one replaced, and part of the id.

        >>> keys = Keys()
        >>> keys.key("Legacy Billing", "111122223333"), keys.key("legacy billing", "444455556666")
        ('Legacy-Billing', 'legacy-billing-6666')
        """
        return self._free(_REFUSED.sub("-", name).strip("-.") or "unnamed", id, "-")

    def sid(self, name: str, id: str) -> str:
        """The same for an entry of a policy catalog: letters and digits only."""
        return self._free(_NO_SID.sub("", name) or "Policy", id, "")

    def _free(self, wanted: str, id: str, between: str) -> str:
        end = _NO_SID.sub("", id)
        choices = (wanted, *(f"{wanted}{between}{end[-length:]}" for length in range(4, len(end) + 1)))
        key = next(one for one in choices if one.casefold() not in self._taken)
        self._taken.add(key.casefold())
        return key
