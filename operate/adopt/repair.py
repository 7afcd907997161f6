"""Takes into the state what is configured, is in AWS, and was never recorded: a run died in between, or a state is old.

What a preview would create and AWS has already goes into the state with the id it has; nothing is created twice.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from operate.answer import answer
from operate.errors import OperateError
from operate.inventory import Inventory
from operate.pulumi import Pulumi
from operate.taking_in import Find, begin, taken_in
from operate.urn import Urn

OWN = "aws:organizations/"
"""How the types begin that an organization is made of."""


def creations(event_log: Path) -> dict[str, dict[str, Any]]:
    """The resources that a preview would create in the organization, by URN, as its event log has them."""
    found: dict[str, dict[str, Any]] = {}
    for line in event_log.read_text().splitlines() if event_log.exists() else ():
        metadata = json.loads(line).get("resourcePreEvent", {}).get("metadata", {})
        if metadata.get("op") == "create" and metadata.get("type", "").startswith(OWN):
            found[metadata["urn"]] = metadata["new"]
    return found


def finder(inventory: Inventory) -> Find:
    """Finds in the inventory what AWS keeps unique: no call is made for it."""

    def find(resource: Mapping[str, Any], _: Mapping[str, Any]) -> str | None:
        inputs = resource.get("inputs") or {}
        match resource["type"].rpartition(":")[2]:
            case "Organization":
                return inventory.organization_id
            case "Account":
                email = str(inputs.get("email", "")).lower()
                return next((one.id for one in inventory.accounts.values() if one.email.lower() == email), None)
            case "OrganizationalUnit":
                place = (inputs.get("parentId"), inputs.get("name"))
                return next((one.id for one in inventory.units.values() if (one.parent, one.name) == place), None)
            case "Policy":
                named = (inputs.get("type") or "SERVICE_CONTROL_POLICY", inputs.get("name"))
                return next((one.id for one in inventory.policies.values() if (one.type, one.name) == named), None)
            case "PolicyAttachment":
                policy = inventory.policies.get(str(inputs.get("policyId")))
                target = str(inputs.get("targetId"))
                return f"{target}:{policy.id}" if policy and target in policy.targets else None
            case "DelegatedAdministrator":
                pair = (str(inputs.get("servicePrincipal")), str(inputs.get("accountId")))
                return f"{pair[1]}/{pair[0]}" if pair in inventory.delegated else None
        return None

    return find


def repaired(stack: str, pulumi: Pulumi, inventory: Inventory) -> dict[str, str]:
    """Ids by URN of what was taken in; empty when nothing was missing. A preview of the stack comes first.

    Raises OperateError where `pulumi` does not take the state back.
    """
    wanted = creations(pulumi.event_log(stack))
    find = finder(inventory)
    wanted = {urn: one for urn, one in wanted.items() if find(one, {})}
    if not wanted:
        return {}
    file = pulumi.state(stack)
    try:
        _run(pulumi, pulumi.export(stack, file))
        state = json.loads(file.read_text())
        # Where the state has not even the component that they belong to, it is a first run: their ids go into YAML.
        found = taken_in(state, begin(state, wanted), find)
        if found:
            file.write_text(json.dumps(state))
            _run(pulumi, pulumi.take_back(stack, file))
            _run(pulumi, pulumi.reread(stack, found))
        return found
    finally:
        file.unlink(missing_ok=True)


def reread(stack: str, pulumi: Pulumi, urns: Sequence[str]) -> None:
    """Reads these resources from AWS into the state. Raises OperateError where `pulumi` fails."""
    _run(pulumi, pulumi.reread(stack, urns))


def _run(pulumi: Pulumi, command: list[str]) -> None:
    said = answer(pulumi, command)
    if not said.done:
        raise OperateError(f"`pulumi {' '.join(command[1:4])}` failed: {said.why}")


def names(found: Mapping[str, str]) -> str:
    """What was taken in, for a person."""
    return ", ".join(f"{Urn.parse(urn)} ({id})" for urn, id in found.items())
