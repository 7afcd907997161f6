"""Where a unit or an account stands in the organization."""

from __future__ import annotations

from typing import Any

from sandbox.provider.errors import ProviderError
from sandbox.provider.paging import items


def parent_of(client: Any, child: str) -> str:
    """The id of the one parent. Raises ProviderError when AWS names none or several."""
    found = [item["Id"] for item in items(client, "list_parents", "Parents", ChildId=child)]
    if len(found) != 1:
        raise ProviderError(f"expected one parent of {child}, AWS lists {len(found)}")
    return str(found[0])
