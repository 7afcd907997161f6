"""Import chains: which file imported which, on the way from a stack manifest down."""

from __future__ import annotations

from typing import NamedTuple

from layers.document import Document


class Chain(NamedTuple):
    """A file and the chain that led to it; ``above`` is None for a stack manifest."""

    document: Document
    above: Chain | None = None

    @property
    def files(self) -> tuple[str, ...]:
        """The chain's files, the stack manifest first.

        >>> Chain(Document("/b.yaml", b""), Chain(Document("/a.yaml", b""))).files
        ('/a.yaml', '/b.yaml')
        """
        file = self.document.display
        return (*self.above.files, file) if self.above else (file,)


def via(chain: Chain) -> str:
    """The chain as the end of a message; nothing when the stack manifest itself is meant.

    >>> via(Chain(Document("/b.yaml", b""), Chain(Document("/a.yaml", b""))))
    ' (imported by /a.yaml -> /b.yaml)'
    """
    return f" (imported by {' -> '.join(chain.files)})" if chain.above else ""
