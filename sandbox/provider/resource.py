"""What every simulated type is made of: the AWS calls of create, read, update and delete.

Everything that the table knows (validation, defaults, what replaces, tags, what cannot be read back) happens around
these methods, in ``lifecycle``. A type's class holds its calls and its few conditions, nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from sandbox.provider.difference import Difference
from sandbox.provider.session import Aws
from sandbox.provider.wire import Properties


@dataclass(frozen=True)
class Change:
    """An update: the state before, what is wanted, and the names of the top-level properties that differ.

    ``new`` holds the inputs, and what the state has of computed properties that the program does not give.
    """

    old: Properties
    new: Properties
    names: frozenset[str]

    def of(self, *names: str) -> bool:
        """Whether any of these properties changes."""
        return not self.names.isdisjoint(names)


class Resource:
    """One simulated type, for one call of the engine.

    ``gone`` are the error codes that mean "there is none"; on delete they are success. ``gone_on_delete`` is given
    where a delete takes other codes.
    """

    gone: ClassVar[tuple[str, ...]] = ()
    gone_on_delete: ClassVar[tuple[str, ...] | None] = None
    importable: ClassVar[bool] = True

    def __init__(self, aws: Aws, region: str | None = None) -> None:
        self.aws = aws
        self.region = region or aws.region

    def client(self, service: str, region: str | None = None) -> Any:
        """The client of a service in the resource's region."""
        return self.aws.client(service, region or self.region)

    def create(self, inputs: Properties) -> str:
        """Makes it and returns its id. Whatever may fail once the id is known belongs into ``complete``."""
        raise NotImplementedError

    def complete(self, identifier: str, inputs: Properties) -> None:
        """The rest of a creation; a failure here keeps the id and leaves the resource to be updated."""

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """What AWS says of it now; None when it is gone. ``state`` is what was known (inputs, after a creation)."""
        raise NotImplementedError

    def update(self, identifier: str, change: Change) -> Properties | None:
        """Makes AWS agree with ``change.new``; called only when something other than tags differs.

        Returns None to have it read back, or what the real provider takes for the state without looking.
        """
        return None

    def retag(self, identifier: str, state: Properties, setting: Mapping[str, str], removing: list[str]) -> None:
        """Sets and removes tags."""
        raise NotImplementedError

    def delete(self, identifier: str, state: Properties) -> None:
        """Removes it, or resets what it stood for."""

    def adopt(self, identifier: str) -> tuple[str, Properties]:
        """The id and what is known of the state, from an import id. Raises ProviderError when it is malformed."""
        return identifier, {}

    @classmethod
    def problems(cls, inputs: Properties) -> Iterator[tuple[str, str]]:
        """Mistakes that the table cannot say: property (or "") and sentence. Values may be unknown."""
        yield from ()

    def refusals(self, state: Properties, inputs: Properties) -> Iterator[str]:
        """Changes that the real provider refuses when it plans them, one sentence each."""
        yield from ()

    def replaces(self, difference: Difference, state: Properties) -> bool:
        """Whether a difference that the table calls conditional replaces the resource."""
        return True

    def suppresses(self, difference: Difference, state: Properties, inputs: Properties) -> bool:
        """Whether a difference is none for this type."""
        return False

    def unknown_after(self, change: Change) -> tuple[str, ...]:
        """Outputs that a preview cannot know because of a change."""
        return ()


class Function:
    """One simulated function (data source)."""

    def __init__(self, aws: Aws, region: str | None = None) -> None:
        self.aws = aws
        self.region = region or aws.region

    def client(self, service: str, region: str | None = None) -> Any:
        """The client of a service in the function's region."""
        return self.aws.client(service, region or self.region)

    def invoke(self, arguments: Properties) -> Properties:
        """The result. Raises ProviderError, or an error of AWS."""
        raise NotImplementedError
