"""Which stack manifests a config stack is made of, remembered between runs."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from layers.folders import Listing, scan
from layers.skim import Values
from layers.surroundings import Stamp, Surroundings, stamp_of

_VERSION = 1
_ABSENT: Stamp = (-1, -1, -1, -1)
_UNSURE_NS = 2_000_000_000
"""Times are as coarse as two seconds on some file systems: a younger file may have changed without them showing it."""


@dataclass
class Entry:
    """A stack manifest with its imports: the values it may give to each label of a stack name, and the files it
    depends on. A ``troubled`` one lacks an import."""

    values: dict[str, Values]
    files: tuple[str, ...]
    troubled: bool = False


@dataclass
class Index:
    """Stack manifests by absolute path, with stamp and hash of every file, folder and variable they depend on."""

    key: str
    entries: dict[str, Entry] = field(default_factory=dict)
    files: dict[str, tuple[Stamp | None, str]] = field(default_factory=dict)
    folders: dict[str, tuple[int, str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    written: int = 0
    started: int = field(default_factory=time.time_ns)
    refreshed: bool = False

    def note(self, surroundings: Surroundings, folders: dict[str, Listing]) -> None:
        """Takes over what was read: files with their stamps, folders, variables."""
        for path, content in surroundings.files.items():
            self.files[path] = (surroundings.stamps[path], digest(content))
        for path, listing in folders.items():
            self.folders[path] = (listing.stamp, _listing_digest(listing))
        self.names.update({name: _text_digest(value) for name, value in surroundings.names.items()})

    def stale(self) -> set[str] | None:
        """Paths of stack manifests that no longer are what they were; None when all may be."""
        if any(_text_digest(os.environ.get(name)) != known for name, known in self.names.items()):
            return None
        if any(self._folder_changed(path, *known) for path, known in self.folders.items()):
            return None
        changed = {path for path, known in self.files.items() if self._file_changed(path, *known)}
        if not changed:
            return set()
        return {path for path, entry in self.entries.items() if not changed.isdisjoint(entry.files)}

    def save(self, file: Path) -> None:
        """Writes the index, or leaves it when the cache cannot be written."""
        paths = {path: number for number, path in enumerate(self.files)}
        data = {
            "version": _VERSION,
            "key": self.key,
            "written": self.started,
            # Long rows of one type are written and read in a fraction of the time that many small lists need.
            "files": "\n".join(self.files),
            "stamps": [number for stamp, _ in self.files.values() for number in stamp or _ABSENT],
            "digests": " ".join(known or "-" for _, known in self.files.values()),
            "folders": self.folders,
            "names": self.names,
            "entries": {
                path: [
                    {label: sorted(values) for label, values in entry.values.items()},
                    [paths[name] for name in entry.files if name in paths],
                    entry.troubled,
                ]
                for path, entry in self.entries.items()
            },
        }
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            fresh = file.with_suffix(f".{os.getpid()}")
            fresh.write_text(json.dumps(data, separators=(",", ":")))
            fresh.replace(file)

    def _folder_changed(self, path: str, stamp: int, known: str) -> bool:
        try:
            now = os.stat(path).st_mtime_ns  # noqa: PTH116 twice as fast, for thousands of folders
        except OSError:
            now = 0
        if now == stamp and now + _UNSURE_NS < self.written:
            return False
        listing = scan(path)
        self.folders[path] = (listing.stamp, known)
        self.refreshed = True
        return _listing_digest(listing) != known

    def _file_changed(self, path: str, stamp: Stamp | None, known: str) -> bool:
        try:
            now = stamp_of(os.stat(path))  # noqa: PTH116 twice as fast, for thousands of files
        except OSError:
            return stamp is not None
        if now == stamp and max(now[1], now[2]) + _UNSURE_NS < self.written:
            return False
        content = Surroundings("", {}).content(path)
        self.files[path] = (now, known)
        self.refreshed = True
        return digest(content) != known


def read_index(file: Path, key: str) -> Index | None:
    """The index in a file; None when there is none for the key, or it is of another version or damaged."""
    try:
        data: Any = json.loads(file.read_bytes())
        if data["version"] != _VERSION or data["key"] != key:
            return None
        paths = data["files"].split("\n")
        numbers = iter(data["stamps"])
        stamps = zip(numbers, numbers, numbers, numbers, strict=True)
        digests = data["digests"].split(" ")
        return Index(
            key,
            {
                path: Entry(
                    {label: frozenset(found) for label, found in values.items()},
                    tuple([paths[number] for number in places]),
                    troubled,
                )
                for path, (values, places, troubled) in data["entries"].items()
            },
            {
                path: (None if stamp == _ABSENT else stamp, "" if known == "-" else known)
                for path, stamp, known in zip(paths, stamps, digests, strict=True)
            },
            {path: (stamp, known) for path, (stamp, known) in data["folders"].items()},
            data["names"],
            data["written"],
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None


def index_file(base: str) -> Path:
    """Where the index of the tree with this base folder is kept."""
    home = os.environ.get("ROOTSTOCK_CACHE") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(home) if os.environ.get("ROOTSTOCK_CACHE") else Path(home) / "rootstock"
    return folder / "index" / f"{digest(base.encode())}.json"


def digest(content: bytes | None) -> str:
    """A short hash of a file's content; of an absent file an empty text."""
    return "" if content is None else blake2b(content, digest_size=16).hexdigest()


def _listing_digest(listing: Listing) -> str:
    return digest("\0".join(_names(listing)).encode("utf-8", "surrogateescape"))


def _names(listing: Listing) -> Iterable[str]:
    return (*listing.files, "/", *listing.folders, "/", *listing.own_folders)


def _text_digest(value: str | None) -> str:
    return digest(None if value is None else value.encode("utf-8", "surrogateescape"))
