"""What must not happen to an organization that exists: keys that vanish, e-mails that change, units that move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from blocks.place import CheckPlace
from blocks.recorded import Recorded, RecordedResource
from model.finding import Path, Problem, suggestion
from org.account.policies import defined_keys
from org.account.structure import CONFIG, Member, Structure, Unit
from org.account.subject import Subject
from org.account.trust import trusted_access
from org.account.variables import AccountVariables

TREE = "rootstock:org:OrganizationTree"
ACCOUNT = "aws:organizations/account:Account"
UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit"
POLICY = "aws:organizations/policy:Policy"

VANISHED_ACCOUNT = "RS230"
VANISHED_UNIT = "RS231"
VANISHED_POLICY = "RS232"
CHANGED_EMAIL = "RS233"
UNKNOWN_PREVIOUS = "RS234"
UNTRUSTED_NAME = "RS235"
SWITCHED_OFF = "RS236"
_RENAMES = "account.amazonaws.com"


def guard(variables: AccountVariables, recorded: Recorded, place: CheckPlace) -> Iterator[Problem]:
    """Every step from what is recorded to what is configured that could not be taken back.

    Looks at the state that runs leave even when they die halfway; an empty state allows everything.
    """
    if not variables.enabled:
        if any(recorded.of_type(TREE)):
            text = "an organization that exists cannot be switched off: that would detach every policy of it first"
            yield Problem(SWITCHED_OFF, text, ("vars", "enabled"))
        return
    subject = Subject(variables, place.config_root, trusted_access=place.trusted_access())
    yield from _accounts(subject, _by_key(recorded, ACCOUNT))
    yield from _units(subject.structure, _by_key(recorded, UNIT))
    yield from _policies(subject, _by_key(recorded, POLICY))


@dataclass(frozen=True)
class _Wanted:
    """A configured key. ``own`` says that ``previous`` is written at it, and does not come from a unit above."""

    key: str
    previous: str | None
    address: Path
    label: str
    own: bool = True

    @property
    def place(self) -> Path:
        return (*self.address, "previous_name")


@dataclass(frozen=True)
class _Renames:
    """Which recorded key each configured one takes over."""

    taken: Mapping[str, str]
    problems: tuple[Problem, ...]


def _by_key(recorded: Recorded, token: str) -> dict[str, RecordedResource]:
    """The tree's resources of one type by the key that they have in YAML."""
    trees = sorted((f"{tree.name}-" for tree in recorded.of_type(TREE)), key=len, reverse=True)
    found: dict[str, RecordedResource] = {}
    for resource in recorded.of_type(token):
        prefix = next((one for one in trees if resource.name.startswith(one)), None)
        if prefix is not None and f"{TREE}$" in resource.urn:
            found[resource.name.removeprefix(prefix)] = resource
    return found


def _accounts(subject: Subject, recorded: Mapping[str, RecordedResource]) -> Iterator[Problem]:
    structure = subject.structure
    wanted = [
        _Wanted(one.key, one.settings.previous_name, one.address, f"account '{one.key}'") for one in structure.managed
    ]
    renames = _renames(wanted, recorded)
    yield from renames.problems
    for key in sorted(set(recorded) - set(renames.taken.values())):
        yield Problem(VANISHED_ACCOUNT, _vanished_account(structure, key, recorded[key]), CONFIG)
    for member in structure.managed:
        if member.key in renames.taken:
            resource = recorded[renames.taken[member.key]]
            yield from _email(member, resource)
            yield from _name(subject, member, resource)


def _email(member: Member, resource: RecordedResource) -> Iterator[Problem]:
    before = resource.outputs.get("email")
    if isinstance(before, str) and member.email is not None and before != member.email:
        text = (
            f"account '{member.key}' ({resource_id(resource)}) has the e-mail '{before}' and not "
            f"'{member.email}': a changed e-mail would make a second account. Write `email: {before}` there; to change "
            "it, follow docs/runbooks/change-an-account-email.md; to swap names, use `name`"
        )
        address = (*member.address, "email") if member.settings.email else member.address
        yield Problem(CHANGED_EMAIL, text, address)


def _name(subject: Subject, member: Member, resource: RecordedResource) -> Iterator[Problem]:
    before = resource.outputs.get("name")
    trusted = trusted_access(subject.structure, subject.policies, subject.trusted_access)
    if isinstance(before, str) and before != member.name and _RENAMES not in trusted:
        text = (
            f"account '{member.key}' is named '{before}' in AWS; another name needs trusted access of '{_RENAMES}': "
            f"add it to `aws_service_access_principals`, or write `name: {before}`"
        )
        yield Problem(UNTRUSTED_NAME, text, member.address)


def _vanished_account(structure: Structure, key: str, resource: RecordedResource) -> str:
    exists = f"account '{key}' ({resource_id(resource)}) exists"
    let_go = next((one for one in structure.members if one.key == key and not one.managed), None)
    if let_go:
        return (
            f"{exists} and is marked {let_go.settings.state}: run `./rootstock account close {key}`, which says what "
            "it would do, closes the account in AWS with your consent, and takes it out of the state "
            "(docs/runbooks/close-an-account.md). By mistake: `state: active`"
        )
    fresh = [one.key for one in structure.managed if one.email == resource.outputs.get("email")]
    near = f"; is it '{fresh[0]}' now?" if fresh else ""
    return (
        f"{exists} and is no longer configured{near}. AWS cannot delete an account. Renamed: write "
        f"`previous_name: {key}` under its new name. To lock it up: `state: suspended`. To close it or let it go: "
        "docs/runbooks/close-an-account.md, `state: closing`. By mistake: put it back"
    )


def _units(structure: Structure, recorded: Mapping[str, RecordedResource]) -> Iterator[Problem]:
    wanted = [
        _Wanted(
            one.path,
            one.previous_path,
            one.address,
            f"organizational unit '{one.path}'",
            own=one.settings.previous_name is not None,
        )
        for one in structure.units
    ]
    renames = _renames(wanted, recorded)
    yield from renames.problems
    for path in sorted(set(recorded) - set(renames.taken.values())):
        moved = _moved(structure, path, recorded)
        yield Problem(VANISHED_UNIT, _vanished_unit(path, recorded[path], moved), moved.address if moved else CONFIG)


def _moved(structure: Structure, path: str, recorded: Mapping[str, RecordedResource]) -> Unit | None:
    leaf = path.rpartition("/")[2]
    return next((one for one in structure.units if one.key == leaf and one.path not in recorded), None)


def _vanished_unit(path: str, resource: RecordedResource, moved: Unit | None) -> str:
    exists = f"organizational unit '{path}' ({resource_id(resource)}) exists"
    if moved:
        return (
            f"{exists} and cannot be moved to '{moved.path}': AWS has no such call. Keep '{path}', add the new unit "
            "beside it, move the accounts there in one run, and then remove the old one "
            "(docs/runbooks/move-an-organizational-unit.md)"
        )
    leaf = path.rpartition("/")[2]
    return (
        f"{exists} and is no longer configured. Renamed: write `previous_name: {leaf}` under its new name. To remove "
        "it: move its accounts away, then docs/runbooks/remove-an-organizational-unit.md. By mistake: put it back"
    )


def _policies(subject: Subject, recorded: Mapping[str, RecordedResource]) -> Iterator[Problem]:
    if subject.catalog.problems:
        return
    defined = defined_keys(subject.variables, subject.catalog)
    policies = subject.policies.by_key.values()
    previous = {policy.previous_key for policy in policies} | {
        placed.entry.previous_name for placed in subject.catalog.entries.values()
    }
    for key in sorted(set(recorded) - defined - previous - set(subject.variables.removed_policies)):
        if key.startswith("merged/"):
            continue
        text = (
            f"policy '{key}' ({resource_id(recorded[key])}) exists and is no longer defined. Renamed: write "
            f"`previous_name: {key}` in its new entry. To remove it for good: list it under `removed_policies`. "
            "To detach it only, keep its entry"
        )
        yield Problem(VANISHED_POLICY, text, ("vars", "service_control_policies_config_paths"))


def resource_id(resource: RecordedResource) -> str:
    """The id that AWS gave, for people."""
    return str(resource.outputs.get("id", "id unknown"))


def _renames(wanted: Sequence[_Wanted], recorded: Mapping[str, RecordedResource]) -> _Renames:
    taken = {one.key: one.key for one in wanted if one.key in recorded}
    problems = []
    for one in wanted:
        previous = one.previous
        if previous is None or one.key in taken or not recorded:
            continue
        if previous in recorded and previous not in taken.values():
            taken[one.key] = previous
        elif one.own:
            problems.append(Problem(UNKNOWN_PREVIOUS, f"{one.label}: {_why(previous, taken, recorded)}", one.place))
    return _Renames(taken, tuple(problems))


def _why(previous: str, taken: Mapping[str, str], recorded: Mapping[str, RecordedResource]) -> str:
    if previous in taken.values():
        return f"'{previous}' is still configured or renamed already: one key can take over another only once"
    choices = set(recorded) - set(taken.values())
    return f"nothing was named '{previous}' before{suggestion(previous, choices)}; if it is new, remove `previous_name`"
