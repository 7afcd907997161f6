"""What has come into an organization that is configured already: entries for it, put where people would write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from layers import Instance, Tree
from model.finding import Path as Address
from operate.adopt.insertion import appended, inserted
from operate.adopt.left_alone import LeftAlone
from operate.adopt.organization import Entries, managed_accounts, managed_targets
from operate.adopt.policies import Written, written
from operate.errors import OperateError
from operate.inventory import Inventory, Unit
from operate.organization import organization_of
from operate.ownership import Ownership
from org.account.structure import CONFIG
from org.account.structure import Unit as Configured
from org.account.subject import Subject
from program.management import account_instance


@dataclass(frozen=True)
class Known:
    """What is configured already, by ids of AWS: units, keys of accounts and of policies."""

    units: Mapping[str, Configured]
    accounts: Mapping[str, str]
    policies: Mapping[str, str]


@dataclass
class Grown:
    """The edited files by path, new files, and what is new and cannot be written."""

    files: dict[Path, str] = field(default_factory=dict)
    left: list[LeftAlone] = field(default_factory=list)


def grown(inventory: Inventory, owners: Ownership, tree: Tree) -> Grown:
    """The files with everything that is new. Raises OperateError where the tree configures another organization."""
    subject, instance = organization_of(tree), account_instance(tree)
    assert instance is not None  # noqa: S101 -- an organization has been made of it
    known = known_of(inventory, subject)
    _check_same(inventory, owners, subject, known)
    return _Growing(inventory, owners, subject, instance, known, tree.root).grown()


def known_of(inventory: Inventory, subject: Subject) -> Known:
    """What of the inventory is configured: by id, else by what AWS keeps unique."""
    emails = {(one.email or "").lower(): one.key for one in subject.structure.members}
    by_id = {one.settings.import_id: one.key for one in subject.structure.members if one.settings.import_id}
    accounts = {
        one.id: by_id.get(one.id) or emails[one.email.lower()]
        for one in inventory.accounts.values()
        if one.id in by_id or one.email.lower() in emails
    }
    units: dict[str, Configured] = {}
    unit_ids = {one.settings.import_id: one for one in subject.structure.units if one.settings.import_id}
    names = {(one.parent, one.name): one for one in subject.structure.units}
    for found in inventory.units.values():
        above = units.get(found.parent)
        if above is None and found.parent != inventory.root_id:
            continue
        if match := unit_ids.get(found.id) or names.get((above.path if above else None, found.name)):
            units[found.id] = match
    policies = {
        one.id: key
        for one in inventory.policies.values()
        for key, configured in subject.policies.by_key.items()
        if configured.settings.import_id == one.id or (configured.type, configured.name) == (one.type, one.name)
    }
    return Known(units, accounts, policies)


def _check_same(inventory: Inventory, owners: Ownership, subject: Subject, known: Known) -> None:
    configured = subject.variables.organization_config.root_account.account_id
    another = configured is not None and configured != inventory.management_id
    strangers = bool(managed_accounts(inventory, owners)) and subject.structure.members and not known.accounts
    if another or strangers:
        raise OperateError(
            f"the configuration describes another organization than {inventory.organization_id}, which AWS has for "
            "these credentials: say --output FOLDER to write this one to a configuration of its own"
        )


class _Growing:
    def __init__(
        self,
        inventory: Inventory,
        owners: Ownership,
        subject: Subject,
        instance: Instance,
        known: Known,
        root: Path,
    ) -> None:
        self._inventory = inventory
        self._owners = owners
        self._subject = subject
        self._instance = instance
        self._known = known
        self._root = root
        self._result = Grown()
        self._new_policies = self._policies()
        # Merged policies have no keys that a target could name.
        shared = subject.variables.policy_mode == "shared"
        self._policy_keys = {**(known.policies if shared else {}), **self._new_policies.keys}
        self._attached = {(one.target.key, one.policy.key) for one in subject.policies.attachments}
        self._entries = self._new_entries()

    def grown(self) -> Grown:
        for unit_id, address, unit in self._places():
            email_format, tags = self._around(unit)
            new = self._entries.below(unit_id, email_format, tags)
            for section in ("accounts", "organizational_units"):
                if section in new:
                    self._insert(address, section, new[section])
        if self._new_policies.variables:
            self._insert(("vars",), "policies", self._new_policies.variables)
        for target, key, address in self._targets():
            for section, policies in self._entries.attached(target).items():
                if further := [one for one in policies if (key, one) not in self._attached]:
                    self._append((*address, section), further)
        for policy, targets in self._new_targets().items():
            self._append(("vars", "policies", policy, "import_target_ids"), targets)
        for name, text in self._new_policies.documents.items():
            self._result.files[self._root / name] = text
        self._trust()
        return self._result

    def _policies(self) -> Written:
        targets = managed_targets(self._inventory, self._owners)
        new = [
            one for key, one in self._inventory.policies.items() if key in targets and key not in self._known.policies
        ]
        documents = (self._root / "catalog/documents").glob("*.json")
        taken = [*self._subject.policies.by_key, *self._subject.catalog.entries, *(one.stem for one in documents)]
        return written(new, targets, taken, with_entries=False)

    def _new_entries(self) -> Entries:
        """Entries of what is not configured yet: everything else is left out of sight."""
        inventory = self._inventory
        management = {inventory.management_id: inventory.accounts[inventory.management_id]}
        new = {key: one for key, one in inventory.members.items() if key not in self._known.accounts}
        units: dict[str, Unit] = {key: one for key, one in inventory.units.items() if key not in self._known.units}
        policies = {key: one for key, one in inventory.policies.items() if key in self._policy_keys}
        seen = replace(inventory, accounts=management | new, units=units, policies=policies)
        root = self._subject.variables.organization_config.root_account.name
        taken = [root, *(one.key for one in self._subject.structure.members)]
        known_targets = [inventory.root_id, *self._known.units, *self._known.accounts]
        return Entries(seen, self._owners, Written(self._policy_keys), taken, known_targets)

    def _places(self) -> Iterator[tuple[str, Address, Configured | None]]:
        yield self._inventory.root_id, CONFIG, None
        for unit_id, unit in self._known.units.items():
            yield unit_id, unit.address, unit

    def _targets(self) -> Iterator[tuple[str, str, Address]]:
        """What policies may be on and is configured: its id, its key as a target, and its place in YAML."""
        yield self._inventory.root_id, "root", (*CONFIG, "organization")
        for unit_id, unit in self._known.units.items():
            yield unit_id, f"ou/{unit.path}", unit.address
        members = {one.key: one for one in self._subject.structure.members}
        for account_id, key in self._known.accounts.items():
            yield account_id, f"account/{key}", members[key].address

    def _new_targets(self) -> dict[str, list[str]]:
        """Targets that policies which are configured came to be on, by the key of the policy."""
        keys = {target: key for target, key, _ in self._targets()}
        managed = managed_targets(self._inventory, self._owners)
        found: dict[str, list[str]] = {}
        for policy_id, policy in self._known.policies.items():
            if policy_id in managed and policy_id in self._policy_keys:
                new = [one for one in managed[policy_id] if (keys.get(one, ""), policy) not in self._attached]
                if new:
                    found[policy] = new
        return found

    def _around(self, unit: Configured | None) -> tuple[str | None, dict[str, str]]:
        """The e-mail format and the tags that hold for accounts in a unit."""
        email_format = self._subject.variables.account_email_format
        tags: dict[str, str] = {}
        parts = unit.path.split("/") if unit else []
        for end in range(1, len(parts) + 1):
            settings = self._subject.structure.unit_by_path["/".join(parts[:end])].settings
            email_format = settings.account_email_format or email_format
            tags |= settings.account_tags
        return email_format, tags

    def _trust(self) -> None:
        """Services, policy types and administrators that came, where the configuration lists them."""
        variables, inventory = self._subject.variables, self._inventory
        for name, listed, there in (
            ("aws_service_access_principals", variables.aws_service_access_principals, inventory.trusted),
            ("enabled_policy_types", variables.enabled_policy_types, inventory.policy_types),
        ):
            if listed is not None and (new := sorted(there - set(listed))):
                self._append(("vars", name), new)
        keys = {**self._known.accounts, **self._entries.keys}
        known = {(p, name) for p, names in variables.delegated_administrators.items() for name in names}
        for principal, account in sorted(inventory.delegated):
            if account in keys and (principal, keys[account]) not in known:
                self._append(("vars", "delegated_administrators", principal), [keys[account]])
                self._append((*CONFIG, "organization", "import_ids"), [f"{account}/{principal}"])

    def _insert(self, address: Address, section: str, entries: dict[str, Any]) -> None:
        file = self._file(address)
        self._result.files[file] = inserted(self._text(file), [*self._inside(address), section], entries)

    def _append(self, address: Address, items: Sequence[str]) -> None:
        file = self._file(address)
        self._result.files[file] = appended(self._text(file), self._inside(address), items)

    def _file(self, address: Address) -> Path:
        return Path(self._instance.position(address).file).resolve()

    def _text(self, file: Path) -> str:
        return self._result.files.get(file) or file.read_text()

    def _inside(self, address: Address) -> list[str]:
        return ["components", self._instance.component_type, self._instance.name, *map(str, address)]
