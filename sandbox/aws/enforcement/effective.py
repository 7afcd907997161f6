"""The policies that bear on a caller: those of the organization above its account, and its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from moto.iam.models import iam_backends

from sandbox.aws.credentials import Caller
from sandbox.aws.organizations.management import organization_of

Document = dict[str, Any]
_SCP = "SERVICE_CONTROL_POLICY"


def control_policies(account_id: str) -> list[list[Document]]:
    """Service control policies by level, from the account up to the root. Empty for those whom none binds.

    None binds the management account, nor anybody while the policy type is off.
    """
    organization = organization_of(account_id)
    if organization is None or organization.org.master_account_id == account_id:
        return []
    if _SCP not in organization.enabled_types():
        return []
    places: dict[str, Any] = {place.id: place for place in [*organization.ou, *organization.accounts]}
    levels: list[list[Document]] = []
    place = places.get(account_id)
    while place is not None:
        levels.append([json.loads(policy.content) for policy in place.attached_policies if policy.type == _SCP])
        place = places.get(str(place.parent_id))
    return levels


def own_policies(caller: Caller) -> list[Document] | None:
    """The policies of a role or user; None for the sandbox's administrators, who may do everything."""
    iam = iam_backends[caller.account_id]["aws"]
    kind, _, path = caller.principal_arn.split(":")[-1].partition("/")
    name = path.rsplit("/", 1)[-1]
    holders = iam.roles.values() if kind == "role" else iam.users.values()
    holder = next((holder for holder in list(holders) if holder.name == name), None)
    if holder is None:
        return None
    groups = [group for group in iam.groups.values() if holder in group.users] if kind == "user" else []
    return [document for owner in [holder, *groups] for document in _documents(owner)]


def _documents(holder: Any) -> Iterator[Document]:
    inline = holder.policies.values() if isinstance(holder.policies, dict) else holder.policies
    for policy in list(inline):
        yield _parsed(policy if isinstance(policy, str) else policy.document)
    for managed in list(holder.managed_policies.values()):
        default = next(version for version in managed.versions if version.version_id == managed.default_version_id)
        yield _parsed(default.document)


def _parsed(text: str) -> Document:
    try:
        return dict(json.loads(text))
    except ValueError:
        return dict(json.loads(unquote(text)))
