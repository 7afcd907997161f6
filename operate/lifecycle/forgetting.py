"""A resource that goes out of a state, and nothing with it but what stands on it alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

_ABOUT_AN_ACCOUNT = (
    "aws:account/",
    "aws:organizations/policyAttachment:",
    "aws:organizations/delegatedAdministrator:",
)
"""Types of what belongs to one account: its contacts, the policies on it, what it administers."""


def forgotten(state: Mapping[str, Any], urn: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The state without an account and what belongs to it, and the URNs that are gone from it. AWS is not touched.

    ``state`` is what `pulumi stack export` prints. Everything else that depends on the account, the keystone above all,
    stays and depends on it no longer.
    """
    deployment = state["deployment"]
    held = deployment.get("resources") or []
    gone = {urn, *(one["urn"] for one in held if _belongs(one, urn))}
    kept = [_without(one, gone) for one in held if one["urn"] not in gone]
    order = tuple(one["urn"] for one in held if one["urn"] in gone)
    return {**state, "deployment": {**deployment, "resources": kept}}, order


def _belongs(resource: Mapping[str, Any], urn: str) -> bool:
    return resource["type"].startswith(_ABOUT_AN_ACCOUNT) and urn in _needed(resource)


def _needed(resource: Mapping[str, Any]) -> Iterator[str]:
    yield from resource.get("dependencies") or ()
    for urns in (resource.get("propertyDependencies") or {}).values():
        yield from urns or ()
    yield resource.get("deletedWith") or ""


def _without(resource: dict[str, Any], gone: AbstractSet[str]) -> dict[str, Any]:
    if gone.isdisjoint(_needed(resource)):
        return resource
    kept = dict(resource)
    if "dependencies" in kept:
        kept["dependencies"] = [urn for urn in kept["dependencies"] or () if urn not in gone]
    if "propertyDependencies" in kept:
        needed = kept["propertyDependencies"] or {}
        kept["propertyDependencies"] = {
            name: [urn for urn in urns or () if urn not in gone] for name, urns in needed.items()
        }
    if kept.get("deletedWith") in gone:
        del kept["deletedWith"]
    return kept
