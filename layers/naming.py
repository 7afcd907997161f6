"""Names of config stacks, made of the context variables of each instance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_PARTS = {f"{{{label}}}": label for label in ("namespace", "tenant", "environment", "stage")}


@dataclass(frozen=True)
class NamePattern:
    """A pattern such as ``{tenant}-{environment}-{stage}``: only parts that are exactly one variable count."""

    text: str

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables a name is made of.

        >>> NamePattern("acme-{tenant}-x{stage}").variables
        ('tenant',)
        """
        return tuple(_PARTS[part] for part in self.text.split("-") if part in _PARTS)

    @property
    def ignored(self) -> tuple[str, ...]:
        """Parts that Atmos drops without a word.

        >>> NamePattern("acme-{tenant}-x{stage}").ignored
        ('acme', 'x{stage}')
        """
        return tuple(part for part in self.text.split("-") if part not in _PARTS)

    def name(self, variables: Mapping[str, Any]) -> str | None:
        """The stack's name, None where a variable is missing or no text.

        >>> NamePattern("{tenant}-{stage}").name({"tenant": "core", "stage": "root"})
        'core-root'
        """
        values = [variables.get(label) for label in self.variables]
        texts = [value for value in values if isinstance(value, str) and value]
        return "-".join(texts) if len(texts) == len(values) else None

    def missing(self, variables: Mapping[str, Any]) -> list[str]:
        """Variables that are not there, or no text.

        >>> NamePattern("{tenant}-{stage}").missing({"tenant": "core", "stage": 7})
        ['stage']
        """
        return [label for label in self.variables if not isinstance(variables.get(label), str) or not variables[label]]
