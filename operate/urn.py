"""Pulumi's names of resources."""

from __future__ import annotations

from dataclasses import dataclass

_ROOT_TYPE = "pulumi:pulumi:Stack"


@dataclass(frozen=True, order=True)
class Urn:
    """One resource: ``urn:pulumi:{stack}::{project}::{parent type}${type}::{name}``."""

    stack: str
    project: str
    types: tuple[str, ...]
    name: str

    @staticmethod
    def parse(text: str) -> Urn:
        """The parts of ``text``. A text that is no URN becomes a URN with nothing but a name."""
        head, _, rest = text.partition("::")
        project, _, rest = rest.partition("::")
        types, _, name = rest.partition("::")
        if not head.startswith("urn:pulumi:") or not name:
            return Urn("", "", ("",), text)
        return Urn(head.removeprefix("urn:pulumi:"), project, tuple(types.split("$")), name)

    @property
    def type(self) -> str:
        """The resource's own type, ``aws:organizations/account:Account``."""
        return self.types[-1]

    @property
    def kind(self) -> str:
        """The last word of the type, ``Account``."""
        return self.type.rpartition(":")[2]

    @property
    def text(self) -> str:
        """The URN as the engine writes it."""
        return f"urn:pulumi:{self.stack}::{self.project}::{'$'.join(self.types)}::{self.name}"

    @property
    def is_stack(self) -> bool:
        """Whether this is the resource that stands for the stack itself."""
        return self.type == _ROOT_TYPE

    def __str__(self) -> str:
        return f"{self.kind} {self.name}" if self.kind else self.name
