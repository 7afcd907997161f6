"""Organizational units: names unique among siblings, five levels at most, deleted only when empty."""

from __future__ import annotations

from typing import Any

from moto.organizations.models import FakeOrganizationalUnit

from sandbox.aws.organizations import limits
from sandbox.aws.organizations.errors import OrganizationsError, constraint, invalid, no_parent, no_unit
from sandbox.aws.organizations.parts import Parts
from sandbox.aws.organizations.tags import checked_tags


class OrganizationalUnits(Parts):
    """Creating, renaming, reading and deleting organizational units."""

    def unit_or_root(self, parent_id: str) -> FakeOrganizationalUnit:
        """The root or organizational unit with this id. Raises ParentNotFoundException."""
        for unit in self.ou:
            if unit.id == parent_id:
                return unit
        raise no_parent()

    def unit(self, unit_id: str) -> FakeOrganizationalUnit:
        """The organizational unit with this id. Raises OrganizationalUnitNotFoundException."""
        for unit in self.ou:
            if unit.id == unit_id and unit.type != "ROOT":
                return unit
        raise no_unit()

    def create_organizational_unit(self, **arguments: Any) -> dict[str, Any]:
        """A new organizational unit below ``ParentId``."""
        parent = self.unit_or_root(arguments["ParentId"])
        self._check_name(arguments["Name"], parent.id)
        if self._depth(parent) >= limits.DEPTH:
            raise constraint("OU_DEPTH_LIMIT_EXCEEDED", "You have exceeded the maximum OU depth for this organization.")
        if len(self.ou) - 1 >= limits.ORGANIZATIONAL_UNITS:
            raise constraint("OU_NUMBER_LIMIT_EXCEEDED", "You have exceeded the allowed number of OUs.")
        tags = checked_tags(arguments.get("Tags", []))
        if len(tags) > limits.TAGS:
            raise constraint("MAX_TAG_LIMIT_EXCEEDED", "You have exceeded the number of tags allowed on this resource.")
        unit = FakeOrganizationalUnit(self.org, **arguments)
        self.ou.append(unit)
        self.attach_defaults(unit)
        return unit.describe()  # type: ignore[no-any-return]

    def update_organizational_unit(self, **arguments: Any) -> dict[str, Any]:
        """The organizational unit has the new name."""
        unit = self.unit(arguments["OrganizationalUnitId"])
        name = arguments.get("Name", unit.name)
        if name != unit.name:
            self._check_name(name, str(unit.parent_id))
            unit.name = name
        return unit.describe()  # type: ignore[no-any-return]

    def delete_organizational_unit(self, **arguments: Any) -> None:
        """The organizational unit is gone. Raises OrganizationalUnitNotEmptyException."""
        unit = self.unit(arguments["OrganizationalUnitId"])
        if any(child.parent_id == unit.id for child in [*self.ou, *self.accounts]):
            raise OrganizationsError(
                "OrganizationalUnitNotEmptyException",
                "The specified organizational unit (OU) is not empty. Move all accounts to another root or to other "
                "OUs, remove all child OUs, and try the operation again.",
            )
        self.detach_all(unit)
        self.ou.remove(unit)

    def describe_organizational_unit(self, **arguments: Any) -> dict[str, Any]:
        """One organizational unit; the root is none."""
        return self.unit(arguments["OrganizationalUnitId"]).describe()  # type: ignore[no-any-return]

    def _check_name(self, name: str, parent_id: str) -> None:
        if not 1 <= len(name) <= 128:
            raise invalid("MAX_LENGTH_EXCEEDED", "You provided a value that exceeds its maximum length.")
        if any(unit.name == name and unit.parent_id == parent_id for unit in self.ou):
            raise OrganizationsError("DuplicateOrganizationalUnitException", "An OU with the same name already exists.")

    def _depth(self, unit: FakeOrganizationalUnit) -> int:
        depth = 0
        while unit.type != "ROOT":
            unit = self.unit_or_root(str(unit.parent_id))
            depth += 1
        return depth
