"""Takes into a stack's state what a broken run created and did not record.

`pulumi refresh --import-pending-creates` of CLI 3.210 only renames the pending operation (tried), so the resource goes
into an exported state and back, and is read from AWS afterwards: what AWS does not have leaves the state again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

Find = Callable[[Mapping[str, Any], Mapping[str, Any]], str | None]
"""Told a resource as the state has it and the inputs of its provider; answers the id under which it would exist."""

_BEGUN = ("creating", "importing")


def taken_in(state: dict[str, Any], wanted: Collection[str], find: Find) -> dict[str, str]:
    """The ids of the resources among ``wanted`` (URNs) that may exist; ``state`` is changed so that it holds them.

    ``state`` is what `pulumi stack export` prints. What cannot exist stays pending.
    """
    deployment = state["deployment"]
    resources = deployment.setdefault("resources", [])
    known = {resource["urn"] for resource in resources if not _on_its_way_out(resource)}
    left, ids = [], {}
    for operation in deployment.get("pending_operations") or ():
        resource = operation["resource"]
        urn = resource["urn"]
        begun = operation["type"] in _BEGUN and urn in wanted and urn not in known
        found = find(resource, _provider_inputs(resource, resources)) if begun else None
        if found is None:
            left.append(operation)
        else:
            ids[urn] = found
            # What it was made with stands for what it is, until the refresh that follows has read it.
            resources.append(
                {**resource, "id": found, "outputs": resource.get("outputs") or resource.get("inputs") or {}}
            )
    # The old resource of a replacement that deletes first was deleted before the new one was begun.
    deployment["resources"] = [one for one in resources if not (one["urn"] in ids and one.get("pendingReplacement"))]
    deployment["pending_operations"] = left
    return ids


def begin(state: dict[str, Any], resources: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Adds the creation of resources (URN to what the engine's events call ``new``) to a state's pending operations.

    Answers the URNs: without those whose parent the state does not have, which it would refuse.
    """
    deployment = state["deployment"]
    known = {one["urn"] for one in deployment.get("resources") or ()}
    added = {urn: one for urn, one in resources.items() if one.get("parent") in known}
    left = [one for one in deployment.get("pending_operations") or () if one["resource"]["urn"] not in added]
    deployment["pending_operations"] = [*left, *({"type": "creating", "resource": _new(one)} for one in added.values())]
    return list(added)


def held(state: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, str]:
    """Those of the resources in ``ids`` (URN to id) that a state holds."""
    urns = {resource["urn"] for resource in state["deployment"].get("resources") or ()}
    return {urn: found for urn, found in ids.items() if urn in urns}


def _new(told: Mapping[str, Any]) -> dict[str, Any]:
    kept = ("urn", "type", "inputs", "parent", "provider")
    return {**{key: told[key] for key in kept if told.get(key)}, "custom": True, "protect": bool(told.get("protect"))}


def _on_its_way_out(resource: Mapping[str, Any]) -> bool:
    return bool(resource.get("pendingReplacement") or resource.get("delete"))


def _provider_inputs(resource: Mapping[str, Any], resources: Collection[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The inputs of the provider that a reference (``<urn>::<id>``) names."""
    urn = str(resource.get("provider", "")).rpartition("::")[0]
    return next((one.get("inputs") or {} for one in resources if one["urn"] == urn), {})
