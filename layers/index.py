"""Which stack manifests a config stack is made of, remembered between runs."""

from __future__ import annotations

import marshal
import os
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

try:
    from _blake2 import blake2b
except ImportError:  # another Python; hashlib alone brings OpenSSL, which takes longer to load than an index
    from hashlib import blake2b

from layers.folders import Listing, scan
from layers.skim import Values
from layers.surroundings import Stamp, Surroundings, stamp_of

_VERSION = 1
_SEAL_LENGTH = 16
_UNSURE_NS = 2_000_000_000
"""Times are as coarse as two seconds on some file systems: a younger file may have changed without them showing it."""


class Entry(NamedTuple):
    """A stack manifest with its imports: the values it may give to each label of a stack name, and the files it
    depends on. A ``troubled`` one lacks an import."""

    values: dict[str, Values]
    files: tuple[str, ...]
    troubled: bool = False


class Kept(NamedTuple):
    """What is kept of an index; ``started`` is when what it says was begun to be read, in nanoseconds."""

    key: str
    started: int
    files: dict[str, tuple[Stamp | None, str]]
    folders: dict[str, tuple[int, str]]
    names: dict[str, str]
    entries: dict[str, tuple[dict[str, Values], tuple[str, ...], bool]]


class Index:
    """Stack manifests by absolute path, with stamp and hash of every file, folder and variable they depend on."""

    def __init__(self, key: str, kept: Kept | None = None) -> None:
        self.key = key
        self.entries = {path: Entry(*entry) for path, entry in kept.entries.items()} if kept else {}
        self.files = kept.files if kept else {}
        self.folders = kept.folders if kept else {}
        self.names = kept.names if kept else {}
        self.written = kept.started if kept else 0
        self.started = time.time_ns()
        self.refreshed = False

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
        entries = {path: (entry.values, entry.files, entry.troubled) for path, entry in self.entries.items()}
        data = marshal.dumps(tuple(Kept(self.key, self.started, self.files, self.folders, self.names, entries)))
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            fresh = file.with_suffix(f".{os.getpid()}")
            fresh.write_bytes(_seal(data) + data)
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
    """The index in a file; None when there is none for the key, or it is damaged or of another version."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    seal, data = content[:_SEAL_LENGTH], content[_SEAL_LENGTH:]
    # Marshalled data is read several times as fast as JSON and must be what was written: hence the seal.
    if seal != _seal(data):
        return None
    kept = Kept(*marshal.loads(data))  # noqa: S302 sealed, in the user's own cache
    return Index(key, kept) if kept.key == key else None


def index_file(base: str) -> Path:
    """Where the index of the tree with this base folder is kept."""
    home = os.environ.get("ROOTSTOCK_CACHE") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(home) if os.environ.get("ROOTSTOCK_CACHE") else Path(home) / "rootstock"
    return folder / "index" / f"{digest(base.encode())}.index"


def digest(content: bytes | None) -> str:
    """A short hash of a file's content; of an absent file an empty text.

    >>> digest(None), len(digest(b"vars: {}"))
    ('', 32)
    """
    return "" if content is None else blake2b(content, digest_size=16).hexdigest()


def _seal(data: bytes) -> bytes:
    version = f"{_VERSION} {sys.version}".encode()
    return blake2b(data, digest_size=_SEAL_LENGTH, key=version[:64]).digest()


def _listing_digest(listing: Listing) -> str:
    return digest("\0".join(_names(listing)).encode("utf-8", "surrogateescape"))


def _names(listing: Listing) -> Iterable[str]:
    return (*listing.files, "/", *listing.folders, "/", *listing.own_folders)


def _text_digest(value: str | None) -> str:
    return digest(None if value is None else value.encode("utf-8", "surrogateescape"))
