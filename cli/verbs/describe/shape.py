"""The shape in which an instance is printed: that of `atmos describe`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.data import plain

if TYPE_CHECKING:
    from layers import Instance


def described(instance: Instance) -> dict[str, Any]:
    """The instance's sections and, with Atmos's names, what it is and where it stands."""
    sections: dict[str, Any] = plain(dict(instance.sections))
    return {
        "atmos_component": instance.name,
        "atmos_manifest": instance.manifest,
        "atmos_stack": instance.config_stack,
        "component": instance.kind,
        "inheritance": list(instance.inheritance),
        **sections,
        "imports": list(instance.files),
    }
