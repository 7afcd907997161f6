"""What is configured against what AWS has."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from operate.drift.difference import Difference, Severity
from operate.drift.shape import Account, Policy, Shape

_SCP = "SERVICE_CONTROL_POLICY"


def compare(wanted: Shape, seen: Shape) -> tuple[Difference, ...]:
    """Every difference, the gravest first."""
    found = (
        *_organization(wanted, seen),
        *_accounts(wanted, seen),
        *_units(wanted, seen),
        *_policies(wanted, seen),
        *_closed_doors(seen),
        *_trust(wanted, seen),
        *_central(wanted, seen),
        *_tags(wanted, seen),
    )
    return tuple(sorted(found, key=lambda one: one.order))


def _organization(wanted: Shape, seen: Shape) -> Iterator[Difference]:
    if wanted.management_id and wanted.management_id != seen.management_id:
        yield _changed(
            Severity.CRITICAL, "organization", "management account", "id", wanted.management_id, seen.management_id
        )
    if wanted.features is None:
        return
    if wanted.features != seen.features:
        yield _changed(Severity.HIGH, "organization", "feature set", "changed", wanted.features, seen.features)
    for name in sorted(wanted.policy_types - seen.policy_types):
        yield Difference(Severity.HIGH, "policy type", name, "missing")
    for name in sorted(seen.policy_types - wanted.policy_types):
        yield Difference(Severity.LOW, "policy type", name, "unmanaged")


def _accounts(wanted: Shape, seen: Shape) -> Iterator[Difference]:
    by_name = {one.name: email for email, one in seen.accounts.items() if email not in wanted.accounts}
    renewed = {
        by_name[one.name]
        for email, one in wanted.accounts.items()
        if email not in seen.accounts and one.name in by_name
    }
    for email, one in wanted.accounts.items():
        actual = seen.accounts.get(email)
        if actual is None and one.name in by_name:
            actual = seen.accounts[by_name[one.name]]
            yield _changed(Severity.MEDIUM, "account", one.name, "e-mail", one.email, actual.email, actual.id)
        if actual is not None:
            yield from _account(one, actual)
        elif one.active:
            yield Difference(Severity.HIGH, "account", one.name, "missing", configured=one.email)
    for email, one in seen.accounts.items():
        # A suspended account that nobody configured does nothing, and is gone when AWS closes it.
        if (
            email not in wanted.accounts
            and email not in renewed
            and one.active
            and f"account/{email}" not in seen.owners
        ):
            where = one.unit or "the root"
            yield Difference(
                Severity.CRITICAL, "account", one.name, "unmanaged", actual=f"{one.email} in {where}", id=one.id
            )


def _account(wanted: Account, seen: Account) -> Iterator[Difference]:
    if wanted.active != seen.active:
        states = {True: "active", False: "suspended"}
        severity = Severity.HIGH if wanted.active else Severity.MEDIUM
        yield _changed(severity, "account", wanted.name, "state", states[wanted.active], states[seen.active], seen.id)
    if not wanted.active:
        return
    if wanted.unit != seen.unit:
        yield _changed(
            Severity.HIGH, "account", wanted.name, "moved", wanted.unit or "root", seen.unit or "root", seen.id
        )
    if wanted.name != seen.name:
        yield _changed(Severity.LOW, "account", wanted.name, "renamed", wanted.name, seen.name, seen.id)


def _units(wanted: Shape, seen: Shape) -> Iterator[Difference]:
    for path in sorted(wanted.units.keys() - seen.units.keys()):
        yield Difference(Severity.HIGH, "organizational unit", path, "missing")
    for path in sorted(seen.units.keys() - wanted.units.keys()):
        if f"ou/{path}" not in seen.owners:
            yield Difference(Severity.MEDIUM, "organizational unit", path, "unmanaged", id=seen.units[path])


def _policies(wanted: Shape, seen: Shape) -> Iterator[Difference]:
    nobodys = _nobodys(seen)
    for (kind, name), one in wanted.policies.items():
        actual = seen.policies.get((kind, name))
        if actual is None:
            yield Difference(Severity.HIGH, "policy", name, "missing", configured=kind)
        else:
            yield from _policy(name, one, actual, nobodys)
    for (kind, name), one in seen.policies.items():
        if (kind, name) not in wanted.policies and one.owner is None:
            targets = f"{kind} on {', '.join(sorted(one.targets - nobodys)) or 'nothing'}"
            yield Difference(Severity.MEDIUM, "policy", name, "unmanaged", actual=targets, id=one.id)
            for target in sorted(one.targets - nobodys):
                yield Difference(Severity.HIGH, "attachment", f"{name} on {target}", "unmanaged", id=one.id)


def _nobodys(seen: Shape) -> frozenset[str]:
    """Targets on which no attachment is configured nor counts: other tools', and accounts that are closed."""
    suspended = (f"account/{email}" for email, one in seen.accounts.items() if not one.active)
    management = f"account/{(seen.management_email or '').lower()}"
    return frozenset((*seen.owners, *suspended, management))


def _policy(name: str, wanted: Policy, seen: Policy, nobodys: frozenset[str]) -> Iterator[Difference]:
    if _differ(wanted.content, seen.content):
        yield _changed(Severity.HIGH, "policy", name, "document", wanted.content, seen.content, seen.id)
    if wanted.description != seen.description:
        yield _changed(Severity.LOW, "policy", name, "description", wanted.description, seen.description, seen.id)
    for target in sorted(wanted.targets - seen.targets):
        yield Difference(Severity.HIGH, "attachment", f"{name} on {target}", "missing", id=seen.id)
    if wanted.tags is not None and wanted.tags != (seen.tags or {}):
        yield _tagged("policy", name, wanted.tags, seen.tags or {}, seen.id)
    for target in sorted(seen.targets - wanted.targets - nobodys):
        yield Difference(Severity.HIGH, "attachment", f"{name} on {target}", "unmanaged", id=seen.id)


def _closed_doors(seen: Shape) -> Iterator[Difference]:
    """Targets without AWS's FullAWSAccess and without an allowing policy of their own: everything is denied there."""
    if _SCP not in seen.policy_types:
        return
    accounts = {f"account/{email}" for email, one in seen.accounts.items() if one.active}
    targets = {"root", *(f"ou/{path}" for path in seen.units), *accounts}
    for target in sorted(targets - seen.open_targets - seen.allowing_targets):
        yield Difference(Severity.CRITICAL, "attachment", f"FullAWSAccess on {target}", "missing")


def _trust(wanted: Shape, seen: Shape) -> Iterator[Difference]:
    if wanted.features is not None:
        for name in sorted(wanted.trusted - seen.trusted):
            yield Difference(Severity.MEDIUM, "trusted service", name, "missing")
        for name in sorted(seen.trusted - wanted.trusted):
            yield Difference(Severity.HIGH, "trusted service", name, "unmanaged")
    for principal, email in sorted(wanted.delegated - seen.delegated):
        yield Difference(
            Severity.MEDIUM, "delegated administrator", f"{_named(wanted, email)} for {principal}", "missing"
        )
    for principal, email in sorted(seen.delegated - wanted.delegated):
        yield Difference(
            Severity.HIGH, "delegated administrator", f"{_named(seen, email)} for {principal}", "unmanaged"
        )


def _central(wanted: Shape, seen: Shape) -> Iterator[Difference]:
    """What the organization has once: root features and resource policy."""
    for name in sorted(wanted.root_features - seen.root_features):
        yield Difference(Severity.HIGH, "root feature", name, "missing")
    for name in sorted(seen.root_features - wanted.root_features):
        yield Difference(Severity.MEDIUM, "root feature", name, "unmanaged")
    if wanted.resource_policy and not seen.resource_policy:
        yield Difference(Severity.MEDIUM, "resource policy", "organization", "missing")
    elif seen.resource_policy and not wanted.resource_policy:
        # It lets other accounts act on the organization.
        yield Difference(Severity.HIGH, "resource policy", "organization", "unmanaged", actual=seen.resource_policy)
    elif wanted.resource_policy and seen.resource_policy and _differ(wanted.resource_policy, seen.resource_policy):
        yield _changed(
            Severity.HIGH, "resource policy", "organization", "document", wanted.resource_policy, seen.resource_policy
        )


def _differ(one: str, other: str) -> bool:
    return bool(json.loads(one) != json.loads(other))


def _tags(wanted: Shape, seen: Shape) -> Iterator[Difference]:
    there = {f"account/{email}": ("account", one.name, one.id) for email, one in seen.accounts.items()}
    there |= {f"ou/{path}": ("organizational unit", path, id) for path, id in seen.units.items()}
    for target, tags in wanted.tags.items():
        actual = seen.tags.get(target, {})
        if target in there and dict(tags) != dict(actual):
            kind, name, id = there[target]
            yield _tagged(kind, name, tags, actual, id)


def _tagged(kind: str, name: str, wanted: Mapping[str, str], seen: Mapping[str, str], id: str | None) -> Difference:
    """Tags that differ, without those that do not."""
    keys = sorted(key for key in {*wanted, *seen} if wanted.get(key) != seen.get(key))
    configured, actual = (", ".join(f"{key}={tags[key]}" for key in keys if key in tags) for tags in (wanted, seen))
    return _changed(Severity.LOW, kind, name, "tags", configured, actual, id)


def _named(shape: Shape, email: str) -> str:
    one = shape.accounts.get(email)
    return one.name if one else email


def _changed(
    severity: Severity,
    kind: str,
    name: str,
    what: str,
    configured: str | None,
    actual: str | None,
    id: str | None = None,
) -> Difference:
    return Difference(severity, kind, name, what, configured, actual, id)
