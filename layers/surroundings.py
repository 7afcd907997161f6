"""What reading a manifest depends on besides its own text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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
                with open(path, "rb", buffering=0) as file:  # noqa: PTH123 a tenth of a second at 4,000 files
                    self.files[path] = file.readall()
            except OSError:
                self.files[path] = None
        return self.files[path]
