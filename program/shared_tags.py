"""Tags that the provider of a Pulumi stack gives to everything in it."""

from __future__ import annotations

from collections.abc import Iterable

from layers import Instance
from model.context import Context


def shared_tags(instances: Iterable[Instance]) -> dict[str, str]:
    """The tags that hold for every instance of the stack: those of the account, and what all agree on besides."""
    every = [_account_tags(instance) for instance in instances]
    return dict(sorted(set.intersection(*(set(tags.items()) for tags in every)))) if every else {}


def _account_tags(instance: Instance) -> dict[str, str]:
    namespace, tenant, stage = (str(instance.vars.get(key, "")) for key in ("namespace", "tenant", "stage"))
    tags = Context(namespace=namespace, tenant=tenant, stage=stage, tags=dict(instance.vars.get("tags", {}))).all_tags
    return {key: value for key, value in sorted(tags.items()) if key != "Name"}
