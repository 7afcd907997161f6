"""Policies of a role, inline and managed."""

from __future__ import annotations

from typing import Any

from sandbox.provider.iam.documents import text
from sandbox.provider.paging import items
from sandbox.provider.wire import Properties


def inline(client: Any, role: str) -> list[Properties]:
    """Name and document of each inline policy."""
    names = list(items(client, "list_role_policies", "PolicyNames", RoleName=role))
    return [
        {"name": name, "policy": text(client.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"])}
        for name in names
    ]


def managed(client: Any, role: str) -> list[str]:
    """ARN of each attached managed policy."""
    return [
        item["PolicyArn"] for item in items(client, "list_attached_role_policies", "AttachedPolicies", RoleName=role)
    ]


def change_inline(client: Any, role: str, old: list[Properties], new: list[Properties]) -> None:
    """Deletes inline policies that are left out and puts the others."""
    wanted = {item["name"]: item["policy"] for item in new if item.get("name")}
    for item in old:
        if item["name"] not in wanted:
            client.delete_role_policy(RoleName=role, PolicyName=item["name"])
    for name, document in wanted.items():
        client.put_role_policy(RoleName=role, PolicyName=name, PolicyDocument=document)


def change_managed(client: Any, role: str, old: list[str], new: list[str]) -> None:
    """Detaches managed policies that are left out and attaches what is new."""
    for arn in old:
        if arn not in new:
            client.detach_role_policy(RoleName=role, PolicyArn=arn)
    for arn in new:
        if arn not in old:
            client.attach_role_policy(RoleName=role, PolicyArn=arn)
