"""Types whose id is made of two names with a separator between them."""

from __future__ import annotations

from typing import ClassVar

from sandbox.provider.errors import ProviderError
from sandbox.provider.resource import Resource
from sandbox.provider.wire import Properties


class Pair(Resource):
    """A resource that stands for a relation of two things. ``parts`` says what they are, for people."""

    separator: ClassVar[str]
    parts: ClassVar[tuple[str, str]]

    def adopt(self, identifier: str) -> tuple[str, Properties]:
        """An import id is the id. Raises ProviderError when it is not of two parts."""
        self.split(identifier)
        return identifier, {}

    @classmethod
    def joined(cls, first: str, second: str) -> str:
        """The id."""
        return f"{first}{cls.separator}{second}"

    @classmethod
    def split(cls, identifier: str) -> tuple[str, str]:
        """The two parts of an id; the separator may recur in the second. Raises ProviderError for other texts."""
        first, _, second = identifier.partition(cls.separator)
        if not first or not second:
            expected = cls.separator.join(f"<{part}>" for part in cls.parts)
            raise ProviderError(f"unexpected format for id '{identifier}': expected {expected}")
        return first, second
