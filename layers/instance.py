"""A kind configured in a config stack, with the place of each of its values."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from layers.composition import Composition
from layers.inheritance import inheritance

if TYPE_CHECKING:
    from layers.provenance import Origin
from model.finding import Path, Position
from model.stack_name import StackName


class Instance:
    """One component of a config stack. Sections are merged when they are first looked at.

    ``kind`` is the component that `metadata.component` names, ``manifest`` the id of the stack manifest that
    configures it. Values are plain data; a leaf may be a ``model.reference.Reference``.

    >>> from pathlib import Path
    >>> from layers import load
    >>> stack = load(Path("tests/layers/good/levels")).stacks["core-gbl-root"]
    >>> one = stack.instances["pulumi"]["account-settings"]
    >>> one.kind, one.vars["from_base"], one.inheritance, str(one.position(("vars", "from_base")))
    ('account-settings', 'base', ('base',), 'tests/layers/good/levels/orgs/root.yaml:10:14')
    """

    def __init__(
        self, component_type: str, name: str, kind: str, config_stack: str, manifest: str, composition: Composition
    ) -> None:
        self.component_type: Final = component_type
        self.name: Final = name
        self.kind: Final = kind
        self.config_stack: Final = config_stack
        self.manifest: Final = manifest
        self.composition: Final = composition

    def __repr__(self) -> str:
        return f"Instance({self.config_stack!r}, {self.component_type!r}, {self.name!r})"

    @cached_property
    def sections(self) -> Mapping[str, Any]:
        """All sections by name, each merged from its layers."""
        return {key: self.composition.section(key) for key in self.composition.keys}

    @property
    def vars(self) -> Mapping[str, Any]:
        """The final variables."""
        found: Mapping[str, Any] = self.composition.section("vars")
        return found

    @property
    def settings(self) -> Mapping[str, Any]:
        """The final settings, `slice` and `assume_role` among them."""
        found: Mapping[str, Any] = self.composition.section("settings")
        return found

    @property
    def metadata(self) -> Mapping[str, Any]:
        """The final metadata."""
        found: Mapping[str, Any] = self.composition.section("metadata")
        return found

    @property
    def abstract(self) -> bool:
        """Whether the instance is only there to be inherited from."""
        return self.metadata.get("type") == "abstract"

    @property
    def enabled(self) -> bool:
        """False when `metadata.enabled` is false."""
        return self.metadata.get("enabled") is not False

    @property
    def locked(self) -> bool:
        """Whether `metadata.locked` refuses changes."""
        return self.metadata.get("locked") is True

    @property
    def inheritance(self) -> tuple[str, ...]:
        """The components inherited from, strongest first."""
        return inheritance(self.composition.bases)

    @property
    def stack(self) -> StackName:
        """The Pulumi stack the instance belongs to. Raises ValueError when a part is missing or holds a `-`."""
        default = self.composition.manifest.settings.slice_of(self.kind)
        variables, part = self.vars, self.settings.get("slice", default)
        return StackName(str(variables.get("tenant", "")), str(variables.get("stage", "")), part)

    @property
    def component_path(self) -> str:
        """The folder of the component's code, as Atmos names it."""
        return self.composition.manifest.settings.component_path(self.component_type, self.kind)

    @cached_property
    def files(self) -> tuple[str, ...]:
        """Files that the stack manifest is made of, the manifest last."""
        return tuple(document.display for document in self.composition.manifest.layered.files().values())

    def origin(self, path: Path) -> Origin | None:
        """Where the value at a path was written and which layers it overrode; None when there is no such value.

        ``path`` begins with the section: ``("vars", "quotas", "eips")``.
        """
        return self.composition.provenance.origin(path)

    def position(self, path: Path) -> Position:
        """The place of the entry at a path, else of the closest entry above it, else of the stack manifest."""
        return self.composition.provenance.position(path)
