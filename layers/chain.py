"""Import chains: which file imported which, on the way from a stack manifest down."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chain:
    """A file and the chain that led to it; ``above`` is None for a stack manifest."""

    file: str
    above: Chain | None = None

    @property
    def files(self) -> tuple[str, ...]:
        """The chain's files, the stack manifest first.

        >>> Chain("b.yaml", Chain("a.yaml")).files
        ('a.yaml', 'b.yaml')
        """
        return (*self.above.files, self.file) if self.above else (self.file,)


def via(chain: Chain) -> str:
    """The chain as the end of a message; nothing when the stack manifest itself is meant.

    >>> via(Chain("b.yaml", Chain("a.yaml")))
    ' (imported by a.yaml -> b.yaml)'
    """
    return f" (imported by {' -> '.join(chain.files)})" if chain.above else ""
