"""The ids of the organization's accounts, which roles are named by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pulumi


def account_ids(data: Mapping[str, Any]) -> pulumi.Output[Mapping[str, str]]:
    """Ids by name: as the configuration has them, else from the stack that exports the account map.

    A run fails with the stack to run first where that one has no map yet.
    """
    accounts = data["accounts"]
    if "ids" in accounts:
        return pulumi.Output.from_input(accounts["ids"])
    name = f"{data['organization']}/{data['project']}/{accounts['stack']}"
    exported = pulumi.StackReference(accounts["stack"], stack_name=name).get_output(accounts["export"])
    return exported.apply(lambda found: _ids(found, accounts["stack"]))


def _ids(exported: Any, stack: str) -> Mapping[str, str]:
    ids = exported.get("full_account_map") if isinstance(exported, Mapping) else None
    if not ids:
        raise pulumi.RunError(f"stack '{stack}' exports no account map yet: run `pulumi up --stack {stack}` first")
    return dict(ids)
