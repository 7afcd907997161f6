"""The end of an account: closed in AWS, then taken out of the state that remembers it.

In this order, so that a command that dies in between leaves an account that the state still knows; the same command
again finds it closed and goes on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from layers import Tree
from model.finding import suggestion
from operate.aws import client
from operate.errors import NotConfigured, OperateError
from operate.lifecycle.forgetting import forgotten
from operate.organization import organization_of
from operate.pulumi import Pulumi
from operate.remedy import remedies
from operate.stacks import retired_stacks
from operate.state import exported, replaced, resources
from org.account.structure import Member, Structure
from program.management import account_instance

_ACCOUNT = "aws:organizations/account:Account"
_ATTACHMENT = "aws:organizations/policyAttachment:PolicyAttachment"
_TREE = "rootstock:org:OrganizationTree"
_SHARE = 20
"""Percent of the member accounts that AWS closes within 30 days, where that is more than it always does."""
_PULUMIS_OWN = ("pulumi:", "rootstock:")


class Status(StrEnum):
    """What AWS says of an account of the organization."""

    ACTIVE = "ACTIVE"
    PENDING = "PENDING_CLOSURE"
    CLOSED = "CLOSED"
    GONE = "GONE"
    """It is not in the organization: it left, or was closed more than 90 days ago."""


_AS_WRITTEN = {"SUSPENDED": Status.CLOSED, "CLOSED": Status.CLOSED, "PENDING_CLOSURE": Status.PENDING}


@dataclass(frozen=True)
class Closing:
    """What closing an account comes to.

    ``id`` is None where neither AWS nor the state knows the account. ``urn`` is its resource in the state of ``stack``,
    ``recorded`` all that goes out of that state with it; ``own_stacks`` are the account's stacks, each with the number
    of resources that it still holds; ``attached`` are the ids of the policies on the account itself. AWS is closing
    ``pending`` accounts, of at most ``pending_limit`` at a time, and closes at most ``quota`` within 30 days.
    """

    name: str
    email: str
    id: str | None
    status: Status
    stack: str
    urn: str | None
    recorded: tuple[str, ...]
    own_stacks: Mapping[str, int]
    attached: tuple[str, ...]
    pending: int
    pending_limit: int
    quota: int

    @property
    def closes(self) -> bool:
        """Whether AWS will be asked to close it."""
        return self.status is Status.ACTIVE

    @property
    def forgets(self) -> bool:
        """Whether something goes out of the state."""
        return self.urn is not None

    @property
    def done(self) -> bool:
        """Whether nothing is left to do."""
        return not (self.closes or self.forgets)


def closing_of(tree: Tree, name: str, pulumi: Pulumi) -> Closing:
    """What closing the account means now; reads the state and AWS, changes nothing.

    Raises OperateError when the configuration does not let go of it, or when the state and AWS mean different accounts.
    """
    subject = organization_of(tree)
    member = _member(subject.structure, name)
    instance = account_instance(tree)
    assert instance is not None  # noqa: S101 -- the member stands in it
    stack = str(instance.stack)
    state = exported(pulumi, stack)
    urn, recorded = _recorded(state, member)
    listed = list(_listed(pulumi))
    email = str((recorded or {}).get("email") or member.email or "")
    seen = next((one for one in listed if one["Email"].lower() == email.lower()), None)
    known_id = (recorded or {}).get("id")
    if seen and known_id and seen["Id"] != known_id:
        raise OperateError(
            f"account '{name}' is {known_id} in the state of '{stack}', and AWS has its e-mail '{email}' at account "
            f"{seen['Id']}: run `pulumi refresh --stack {stack}` first, and look which one you mean"
        )
    share = (len(listed) - 1) * _SHARE // 100
    return Closing(
        name,
        email,
        known_id or (seen["Id"] if seen else None),
        _status(seen) if seen else Status.GONE,
        stack,
        urn,
        forgotten(state, urn)[1] if state and urn else (),
        {one: _count(exported(pulumi, one)) for one, why in sorted(retired_stacks(tree).items()) if why.name == name},
        tuple(sorted(_attached(state, urn))),
        sum(_status(one) is Status.PENDING for one in listed),
        subject.limits.of("account_closures_at_once"),
        min(subject.limits.of("account_closures_most"), max(subject.limits.of("account_closures_least"), share)),
    )


def close(closing: Closing, pulumi: Pulumi) -> Iterator[str]:
    """Does it, and tells each step when it is done. Raises OperateError when AWS or the engine refuses."""
    if closing.closes:
        _close_in_aws(closing, pulumi)
        yield f"AWS is closing {closing.name} ({closing.id})"
    if closing.status is not Status.GONE:
        yield from _detach(closing, pulumi)
    if closing.urn is not None:
        state = exported(pulumi, closing.stack)
        if state is None:
            raise OperateError(f"stack '{closing.stack}' is gone: nothing was taken out of its state")
        without, gone = forgotten(state, closing.urn)
        replaced(pulumi, closing.stack, without)
        yield f"taken out of the state of {closing.stack}: {len(gone)} resources"


def _member(structure: Structure, name: str) -> Member:
    members = {member.key: member for member in structure.members}
    root = structure.variables.organization_config.root_account.name
    if name == root:
        raise OperateError(f"'{name}' is the management account: AWS closes it only with the whole organization")
    if name not in members:
        raise NotConfigured(f"the configuration has no account '{name}'{suggestion(name, members)}")
    member = members[name]
    if member.managed:
        raise OperateError(
            f"account '{name}' is {member.settings.state} in the configuration: write `state: closing` at its entry "
            "first, in a change that others can read"
        )
    return member


def _recorded(state: Mapping[str, Any] | None, member: Member) -> tuple[str | None, Mapping[str, Any] | None]:
    """The URN and outputs of the account in the state: by its name there, else by its e-mail."""
    held = resources(state)
    trees = {_name(one) for one in held if one["type"] == _TREE}
    accounts = [one for one in held if one["type"] == _ACCOUNT]
    named = [one for one in accounts if any(_name(one) == f"{tree}-{member.key}" for tree in trees)]
    email = (member.email or "").lower()
    mailed = [one for one in accounts if str((one.get("outputs") or {}).get("email", "")).lower() == email]
    found = next(iter(named or mailed), None)
    return (found["urn"], {**(found.get("outputs") or {}), "id": found.get("id")}) if found else (None, None)


def _name(resource: Mapping[str, Any]) -> str:
    return str(resource["urn"]).rpartition("::")[2]


def _attached(state: Mapping[str, Any] | None, urn: str | None) -> Iterator[str]:
    gone = forgotten(state, urn)[1] if state and urn else ()
    for one in resources(state):
        if one["urn"] in gone and one["type"] == _ATTACHMENT:
            yield str((one.get("outputs") or {}).get("policyId"))


def _listed(pulumi: Pulumi) -> Iterator[dict[str, Any]]:
    organizations = client("organizations", pulumi.environment)
    try:
        for page in organizations.get_paginator("list_accounts").paginate():
            yield from page["Accounts"]
    except (ClientError, BotoCoreError) as error:
        raise OperateError(f"the accounts cannot be read from AWS: {error}") from error


def _status(account: Mapping[str, Any]) -> Status:
    return _AS_WRITTEN.get(account.get("State") or account.get("Status") or "", Status.ACTIVE)


def _count(state: Mapping[str, Any] | None) -> int:
    """What a stack holds in AWS; components and providers are only Pulumi's."""
    return sum(not one["type"].startswith(_PULUMIS_OWN) for one in resources(state))


def _detach(closing: Closing, pulumi: Pulumi) -> Iterator[str]:
    """Takes the account's own policies off it, so that they can be deleted one day; where AWS refuses, they stay."""
    organizations = client("organizations", pulumi.environment)
    for policy in closing.attached:
        try:
            organizations.detach_policy(PolicyId=policy, TargetId=closing.id)
        except ClientError as error:
            if error.response["Error"]["Code"] != "PolicyNotAttachedException":
                yield f"policy {policy} stays attached to the closed account: {error}"


def _close_in_aws(closing: Closing, pulumi: Pulumi) -> None:
    if closing.pending >= closing.pending_limit:
        raise OperateError(
            f"AWS is closing {closing.pending} accounts and takes {closing.pending_limit} at a time: nothing was done; "
            "run the same command again when one of them is closed"
        )
    organizations = client("organizations", pulumi.environment)
    try:
        organizations.close_account(AccountId=closing.id)
    except ClientError as error:
        if error.response["Error"]["Code"] in ("AccountAlreadyClosedException", "ConflictException"):
            return  # closed, or being closed, since it was looked at
        advice = " ".join(remedies(f"{error} {error.response.get('Reason', '')}"))
        raise OperateError(f"AWS did not close '{closing.name}': {error}\n{advice}".rstrip()) from error
