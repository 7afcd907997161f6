"""Names of Pulumi stacks: ``{tenant}-{stage}`` or ``{tenant}-{stage}-{slice}``."""

from __future__ import annotations

import re
from typing import NamedTuple

_PART = re.compile(r"[a-z0-9_]+", re.IGNORECASE)


class _Parts(NamedTuple):
    tenant: str
    stage: str
    slice: str | None = None


class StackName(_Parts):
    """The name of one Pulumi stack. ``str()`` gives the name as Pulumi knows it; no part contains ``-``."""

    __slots__ = ()

    def __new__(cls, tenant: str, stage: str, slice: str | None = None) -> StackName:
        """The name of these parts. Raises ValueError for a part that cannot stand in a name."""
        for label, part in (("tenant", tenant), ("stage", stage), ("slice", slice)):
            if part is not None and not _PART.fullmatch(part):
                raise ValueError(f"{label} '{part}' may contain only letters, digits and '_', and no '-'")
        return super().__new__(cls, tenant, stage, slice)

    def __str__(self) -> str:
        return "-".join(part for part in (self.tenant, self.stage, self.slice) if part)

    @property
    def account(self) -> str:
        """The name of the account that the stack belongs to: ``{tenant}-{stage}``."""
        return f"{self.tenant}-{self.stage}"

    @staticmethod
    def parse(text: str) -> StackName:
        """The stack name that ``text`` spells. Raises ValueError when it has not two or three parts."""
        parts = text.split("-")
        if len(parts) not in (2, 3):
            raise ValueError(f"'{text}' is not a stack name: expected tenant-stage or tenant-stage-slice")
        return StackName(*parts)
