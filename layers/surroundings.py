"""What reading a manifest depends on besides its own text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Surroundings:
    """The base folder of the tree and the environment. ``files`` and ``names`` note what was looked up in them.

    >>> Surroundings("/config", {"HOME": "/root"}).variable("HOME")
    '/root'
    """

    base: str
    environment: Mapping[str, str]
    files: dict[str, bytes | None] = field(default_factory=dict)
    names: dict[str, str | None] = field(default_factory=dict)

    def variable(self, name: str) -> str | None:
        """An environment variable, None when it is not set."""
        return self.names.setdefault(name, self.environment.get(name))

    def content(self, path: str) -> bytes | None:
        """A file's bytes, None when it cannot be read. A file is read once."""
        if path not in self.files:
            try:
                self.files[path] = Path(path).read_bytes()
            except OSError:
                self.files[path] = None
        return self.files[path]
