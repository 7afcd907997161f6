"""The organization as flat lists: every unit and account with its place in the tree and in YAML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from model.finding import Path
from org.account.contacts import Contacts
from org.account.organization_config import Account, OrganizationalUnit, Target
from org.account.variables import AccountVariables

CONFIG: Path = ("vars", "organization_config")


@dataclass(frozen=True)
class Unit:
    """An organizational unit. ``path`` names it in the tree (``plat/data``), ``parent`` the unit above it.

    ``previous_path`` is the path it had before it or a unit above it was renamed. ``unknown_parent`` is a `parent_ou`
    that names no unit, or the unit itself through others.
    """

    key: str
    path: str
    parent: str | None
    address: Path
    settings: OrganizationalUnit
    previous_path: str
    unknown_parent: str | None = None

    @property
    def name(self) -> str:
        """Name of the unit in AWS."""
        return self.settings.name or self.key

    @property
    def depth(self) -> int:
        """Levels below the root, from 1."""
        return self.path.count("/") + 1


@dataclass(frozen=True)
class Member:
    """A member account. ``unit`` is the path of its unit in AWS, ``home`` of that in YAML; None is the root.

    The two differ while the account is suspended: it is in quarantine then.
    ``email_format`` made its e-mail and stands at ``format_address``; both are None when the e-mail is literal.
    ``tags`` are its own and those of the units around it.
    """

    key: str
    unit: str | None
    home: str | None
    address: Path
    settings: Account
    email: str | None
    email_format: str | None
    format_address: Path | None
    contacts: Contacts | None
    tags: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Name of the account in AWS."""
        return self.settings.name or self.key

    @property
    def managed(self) -> bool:
        """Whether the account is managed, and not only remembered."""
        return self.settings.state in ("active", "suspended")

    @property
    def suspended(self) -> bool:
        """Whether the account is managed and in quarantine."""
        return self.settings.state == "suspended"


@dataclass(frozen=True)
class PolicyTarget:
    """What policies are attached to: ``root``, ``ou/plat/data`` or ``account/plat-prod``."""

    key: str
    previous_key: str
    label: str
    address: Path
    settings: Target


@dataclass(frozen=True)
class Structure:
    """All units (parents before their children) and accounts, in the order of the YAML."""

    variables: AccountVariables
    units: tuple[Unit, ...]
    members: tuple[Member, ...]

    @cached_property
    def unit_by_path(self) -> Mapping[str, Unit]:
        """Units by their path."""
        return {unit.path: unit for unit in self.units}

    @cached_property
    def managed(self) -> tuple[Member, ...]:
        """The accounts that are managed, those in quarantine among them."""
        return tuple(member for member in self.members if member.managed)

    @cached_property
    def active(self) -> tuple[Member, ...]:
        """The accounts that are in use."""
        return tuple(member for member in self.managed if not member.suspended)

    @cached_property
    def targets(self) -> tuple[PolicyTarget, ...]:
        """Everything that policies can be attached to: the root, units, managed accounts."""
        root = self.variables.organization_config.organization
        units = (
            PolicyTarget(
                f"ou/{unit.path}",
                f"ou/{unit.previous_path}",
                f"organizational unit '{unit.path}'",
                unit.address,
                unit.settings,
            )
            for unit in self.units
        )
        members = (
            PolicyTarget(
                f"account/{member.key}",
                f"account/{member.settings.previous_name or member.key}",
                f"account '{member.key}'",
                member.address,
                member.settings,
            )
            for member in self.managed
        )
        return (PolicyTarget("root", "root", "the organization", (*CONFIG, "organization"), root), *units, *members)


def structure_of(variables: AccountVariables) -> Structure:
    """The flat lists of an organization."""
    units = tuple(_sorted(_units(variables)))
    by_path = {unit.path: unit for unit in units}
    return Structure(variables, units, tuple(_members(variables, by_path)))


def _units(variables: AccountVariables) -> Iterator[Unit]:
    config = variables.organization_config
    yield from _units_below(config.organizational_units, None, None, (*CONFIG, "organizational_units"))


def _units_below(
    units: Mapping[str, OrganizationalUnit], parent: str | None, previous_parent: str | None, address: Path
) -> Iterator[Unit]:
    for key, settings in units.items():
        path = _joined(parent, key)
        previous = _joined(previous_parent, settings.previous_name or key)
        here = (*address, key)
        yield Unit(key, path, parent, here, settings, previous)
        yield from _units_below(settings.organizational_units, path, previous, (*here, "organizational_units"))


def _sorted(written: Iterator[Unit]) -> Iterator[Unit]:
    """Units with their `parent_ou` followed, parents first; one whose parent is unknown stands under the root."""
    units = list(written)
    by_name = {unit.key: unit for unit in reversed(units)} | {unit.path: unit for unit in units}
    above = {unit.path: by_name.get(unit.settings.parent_ou or unit.parent or "") for unit in units}
    placed: dict[str, Unit] = {}

    def place(unit: Unit, below: tuple[str, ...]) -> Unit:
        if unit.path in placed:
            return placed[unit.path]
        parent = above[unit.path]
        wanted = unit.settings.parent_ou
        if (parent is None and wanted) or (parent and parent.path in below):
            settled = Unit(unit.key, unit.key, None, unit.address, unit.settings, unit.previous_path, wanted)
        elif parent is None:
            settled = unit
        else:
            over = place(parent, (*below, unit.path))
            previous = _joined(over.previous_path, unit.settings.previous_name or unit.key)
            settled = Unit(unit.key, _joined(over.path, unit.key), over.path, unit.address, unit.settings, previous)
        placed[unit.path] = settled
        return settled

    for unit in units:
        place(unit, (unit.path,))
    return iter(sorted(placed.values(), key=lambda unit: unit.depth))


def _members(variables: AccountVariables, units: Mapping[str, Unit]) -> Iterator[Member]:
    config = variables.organization_config
    outer = _Outer(
        None,
        variables.account_email_format,
        ("vars", "account_email_format"),
        variables.contacts,
        variables.quarantine_organizational_unit,
    )
    yield from _members_in(config.accounts, outer, units, CONFIG)
    for unit in units.values():
        yield from _members_in(unit.settings.accounts, outer.within(unit, units), units, unit.address)


@dataclass(frozen=True)
class _Outer:
    """What an account has from its surroundings."""

    unit: str | None
    email_format: str | None
    format_address: Path | None
    contacts: Contacts | None
    quarantine: str
    tags: Mapping[str, str] = field(default_factory=dict)

    def within(self, unit: Unit, units: Mapping[str, Unit]) -> _Outer:
        over = self.within(units[unit.parent], units) if unit.parent is not None else self
        settings = unit.settings
        own = settings.account_email_format
        return _Outer(
            unit.path,
            own or over.email_format,
            (*unit.address, "account_email_format") if own else over.format_address,
            settings.contacts.over(over.contacts) if settings.contacts else over.contacts,
            over.quarantine,
            {**over.tags, **settings.account_tags},
        )


def _members_in(
    accounts: Mapping[str, Account], outer: _Outer, units: Mapping[str, Unit], address: Path
) -> Iterator[Member]:
    for key, settings in accounts.items():
        here = (*address, "accounts", key)
        named = settings.organizational_unit
        around = outer.within(units[named], units) if named is not None and named in units else outer
        own = settings.account_email_format
        email_format = None if settings.email else own or around.email_format
        home = named or around.unit
        yield Member(
            key=key,
            unit=outer.quarantine if settings.state == "suspended" else home,
            home=home,
            address=here,
            settings=settings,
            email=settings.email or (email_format.replace("%s", key) if email_format else None),
            email_format=email_format,
            format_address=(*here, "account_email_format") if own else around.format_address,
            contacts=settings.contacts.over(around.contacts) if settings.contacts else around.contacts,
            tags={**around.tags, **settings.tags},
        )


def _joined(parent: str | None, key: str) -> str:
    return f"{parent}/{key}" if parent else key
