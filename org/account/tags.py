"""Tags of units, accounts and policies: labels, name, description, and what the user wrote."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from org.account.structure import Member, Unit
from org.account.variables import AccountVariables

_REFUSED = re.compile(r"[^\w\s.:/=+@-]")  # AWS takes letters, digits, space and these in a tag


def account_tags(variables: AccountVariables, member: Member) -> dict[str, str]:
    """Tags of an account: the labels are its own tenant and stage, not those of the management account."""
    tenant, _, stage = member.key.partition("-")
    settings = member.settings
    labels = _labels(variables, settings.tenant or tenant, settings.stage or stage)
    return _described(labels, member.name, settings.description) | dict(member.tags)


def unit_tags(variables: AccountVariables, unit: Unit) -> dict[str, str]:
    """Tags of an organizational unit."""
    labels = _labels(variables, unit.key, "")
    return _described(labels, unit.name, unit.settings.description) | unit.settings.tags


def policy_tags(variables: AccountVariables, name: str, own: Mapping[str, str]) -> dict[str, str]:
    """Tags of a policy."""
    return {**variables.context.all_tags, "Name": name, **own}


def _labels(variables: AccountVariables, tenant: str, stage: str) -> dict[str, str]:
    return replace(variables.context, tenant=tenant, stage=stage, name="", attributes=()).all_tags


def _described(labels: Mapping[str, str], name: str, description: str) -> dict[str, str]:
    described = {"Description": " ".join(_REFUSED.sub(" ", description).split())} if description else {}
    return {**labels, "Name": name, **described}
