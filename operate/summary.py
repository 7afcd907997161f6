"""The end of a deployment as data: the organization that stands there, and how each stack got on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from model.account_map import AccountMap
from operate.deploy import Report
from operate.news import StackResult
from org.account.export import OrganizationExport

ROOT = "(root)"
_LEVELS = ("root", "ou", "account")


@dataclass(frozen=True)
class Account:
    """One account: its name, id, organizational unit (``(root)`` under the root), and the stacks that belong to it."""

    name: str
    id: str
    ou: str
    stacks: tuple[StackResult, ...]


@dataclass(frozen=True)
class Attached:
    """The policies attached to one target: ``root``, ``ou/plat``, ``account/plat-prod``."""

    target: str
    policies: tuple[str, ...]


@dataclass(frozen=True)
class Organization:
    """What the stacks' exports say of the organization."""

    id: str
    accounts: tuple[Account, ...]
    units: tuple[str, ...]
    policies: tuple[Attached, ...]


def organization(report: Report) -> Organization | None:
    """The organization that the report's stacks export; None where no account map is among them."""
    found = account_map(report.outputs.values())
    if found is None:
        return None
    results = {result.stack: result for result in report.results}
    accounts = [
        Account(name, info.id, info.ou or ROOT, _stacks_of(f"{info.tenant}-{info.stage}", results))
        for name, info in found.account_info_map.items()
    ]
    accounts.sort(key=lambda account: (account.ou != ROOT, account.ou, account.name))
    units = tuple(sorted(found.organizational_units))
    return Organization(found.organization_id, tuple(accounts), units, _attached(report.outputs.values()))


def account_map(exports: Iterable[Mapping[str, Any]]) -> AccountMap | None:
    """The account map among the exports of stacks."""
    for export in _exported(exports):
        if "full_account_map" in export:
            try:
                return AccountMap.model_validate(export)
            except ValidationError:
                continue
    return None


def as_data(report: Report) -> dict[str, Any]:
    """The whole report as plain data; keys are stable."""
    found = organization(report)
    return {
        "ok": report.ok,
        "operation": report.operation.value,
        "interrupted": report.interrupted,
        "seconds": round(report.seconds, 3),
        "organization": _organization_data(found) if found else None,
        "stacks": [result_data(result) for result in report.results],
    }


def _organization_data(found: Organization) -> dict[str, Any]:
    return {
        "id": found.id,
        "organizational_units": list(found.units),
        "accounts": [
            {"name": one.name, "id": one.id, "ou": None if one.ou == ROOT else one.ou} for one in found.accounts
        ],
        "policies": [{"target": one.target, "policies": list(one.policies)} for one in found.policies],
    }


def result_data(result: StackResult) -> dict[str, Any]:
    """How one stack ended as plain data."""
    return {
        "stack": result.stack,
        "status": result.outcome.value,
        "seconds": round(result.seconds, 3),
        "changes": dict(result.changes),
        "cause": result.cause,
        "log": str(result.log) if result.log else None,
    }


def _stacks_of(account: str, results: Mapping[str, StackResult]) -> tuple[StackResult, ...]:
    """The account's own stack and its slices."""
    return tuple(result for stack, result in sorted(results.items()) if _account_of(stack) == account)


def _account_of(stack: str) -> str:
    return "-".join(stack.split("-")[:2])


def _exported(exports: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    return (export for stack in exports for export in stack.values() if isinstance(export, Mapping))


def _attached(exports: Iterable[Mapping[str, Any]]) -> tuple[Attached, ...]:
    """Attachments from the organization down: the root, then units, then accounts."""
    policies: dict[str, list[str]] = {}
    for policy, target in _attachments(exports):
        policies.setdefault(target, []).append(policy)
    return tuple(Attached(target, tuple(sorted(policies[target]))) for target in sorted(policies, key=_from_the_top))


def _attachments(exports: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for export in _exported(exports):
        if {"organization_id", "policies"} <= export.keys():
            try:
                known = OrganizationExport.model_validate(export)
            except ValidationError:
                continue
            yield from ((name, target) for name, policy in known.policies.items() for target in policy.targets)


def _from_the_top(target: str) -> tuple[int, str]:
    level, _, _ = target.partition("/")
    return _LEVELS.index(level) if level in _LEVELS else len(_LEVELS), target
