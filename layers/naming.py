"""Names of config stacks, made of the context variables of each instance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_PARTS = {f"{{{label}}}": label for label in ("namespace", "tenant", "environment", "stage")}


class NamePattern:
    """A pattern such as ``{tenant}-{environment}-{stage}``: only parts that are exactly one variable count.

    ``variables`` are those a name is made of, ``ignored`` the parts that Atmos drops without a word.

    >>> pattern = NamePattern("acme-{tenant}-x{stage}")
    >>> pattern.variables, pattern.ignored
    (('tenant',), ('acme', 'x{stage}'))
    """

    def __init__(self, text: str) -> None:
        self.text = text
        parts = text.split("-")
        self.variables = tuple(_PARTS[part] for part in parts if part in _PARTS)
        self.ignored = tuple(part for part in parts if part not in _PARTS)

    def name(self, variables: Mapping[str, Any]) -> str | None:
        """The stack's name, None where a variable is missing or no text.

        >>> NamePattern("{tenant}-{stage}").name({"tenant": "core", "stage": "root"})
        'core-root'
        """
        texts = []
        for label in self.variables:
            value = variables.get(label)
            if type(value) is not str or not value:
                return None
            texts.append(value)
        return "-".join(texts)

    def missing(self, variables: Mapping[str, Any]) -> list[str]:
        """Variables that are not there, or no text.

        >>> NamePattern("{tenant}-{stage}").missing({"tenant": "core", "stage": 7})
        ['stage']
        """
        return [label for label in self.variables if not isinstance(variables.get(label), str) or not variables[label]]
