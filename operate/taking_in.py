"""Takes into a stack's state what a broken run created and did not record.

`pulumi refresh --import-pending-creates` of CLI 3.210 only renames the pending operation (tried), so the resource goes
into an exported state and back, and is read from AWS afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

Find = Callable[[str, Mapping[str, Any]], str | None]
"""Told a resource's type and inputs; answers the id under which it exists, None where it does not."""


def taken_in(state: dict[str, Any], wanted: Collection[str], find: Find) -> dict[str, str]:
    """The ids of the resources among ``wanted`` (URNs) that exist; ``state`` is changed so that it holds them.

    ``state`` is what `pulumi stack export` prints. What does not exist stays pending.
    """
    deployment = state["deployment"]
    known = {resource["urn"] for resource in deployment.get("resources") or ()}
    left, ids = [], {}
    for operation in deployment.get("pending_operations") or ():
        resource = operation["resource"]
        urn = resource["urn"]
        begun = operation["type"] in ("creating", "importing") and urn in wanted and urn not in known
        found = find(resource["type"], resource.get("inputs") or {}) if begun else None
        if found is None:
            left.append(operation)
        else:
            ids[urn] = found
            # What it was made with stands for what it is, until the refresh that follows has read it.
            deployment["resources"].append(
                {**resource, "id": found, "outputs": resource.get("outputs") or resource.get("inputs") or {}}
            )
    deployment["pending_operations"] = left
    return ids
