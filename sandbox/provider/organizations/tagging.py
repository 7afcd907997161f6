"""Tags of things in an organization: all by id, in one API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.provider.paging import items
from sandbox.provider.tags import as_list, as_map


def read(client: Any, identifier: str) -> dict[str, str]:
    """All tags of a thing."""
    return as_map(list(items(client, "list_tags_for_resource", "Tags", ResourceId=identifier)))


def write(client: Any, identifier: str, setting: Mapping[str, str], removing: list[str]) -> None:
    """Removes, then sets tags."""
    if removing:
        client.untag_resource(ResourceId=identifier, TagKeys=removing)
    if setting:
        client.tag_resource(ResourceId=identifier, Tags=as_list(setting))
