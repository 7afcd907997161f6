"""The stack manifests that some config stacks may be made of, found without resolving all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from layers.document import Document
from layers.imports import Import, files
from layers.index import Entry, Index, digest, index_file, read_index
from layers.library import Library
from layers.naming import NamePattern
from layers.paths import EXTENSIONS
from layers.skim import ANYTHING, Skimmed, Values, may_be_named, skim


class Selection(NamedTuple):
    """Config stacks by name, by the id of a stack manifest, or by the tenant and stage of their account.

    >>> Selection(frozenset(["core-gbl-root"])).wants("core-gbl-root", "core", "root", "orgs/root")
    True
    """

    stacks: frozenset[str] = frozenset()
    accounts: frozenset[tuple[str, str]] = frozenset()

    def wants(self, stack: str, tenant: str, stage: str, manifest: str) -> bool:
        """Whether an instance with this context, in this stack manifest, is chosen."""
        return stack in self.stacks or manifest in self.stacks or (tenant, stage) in self.accounts

    def may_want(self, entry: Entry, labels: Sequence[str]) -> bool:
        """Whether a stack manifest may hold something chosen by name, or lacks something that every one must have."""
        values = entry.values
        if entry.troubled or not values.keys() >= set(labels):
            return True
        for name in self.stacks:
            if may_be_named(name, labels, values):
                return True
        tenants, stages = values.get("tenant", ANYTHING), values.get("stage", ANYTHING)
        return any(_has(tenants, tenant) and _has(stages, stage) for tenant, stage in self.accounts)


def choose(library: Library, selection: Selection) -> list[str]:
    """Paths of the stack manifests that may hold something chosen, by id.

    An index answers where the files it knows are unchanged; it is brought up to date otherwise.
    """
    settings = library.settings
    labels = NamePattern(settings.name_pattern or "").variables
    if settings.name_template or not labels:
        return library.stack_manifests()
    key = digest(repr(settings.of_content).encode())
    file = index_file(settings.base)
    index = read_index(file, key)
    stale = index.stale() if index else None
    if index is None or stale is None:
        index = Index(key)
        stale = set(library.stack_manifests())
    if stale:
        skimming = _Skimming(library)
        for path in stale:
            index.entries[path] = skimming.entry(path)
    if stale or index.refreshed:
        index.note(library.surroundings, library.folders.listings)
        index.save(file)
    by_id = {f"{settings.base}/{name}{extension}" for name in selection.stacks for extension in EXTENSIONS}
    chosen = [path for path, entry in index.entries.items() if path in by_id or selection.may_want(entry, labels)]
    return sorted(chosen, key=library.id)


class _Skimming:
    """Skims manifests with their imports, each file once."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._entries: dict[str, Entry] = {}
        self._targets: dict[str, tuple[str, ...]] = {}

    def entry(self, path: str) -> Entry:
        """What a manifest and its imports may say, and the files that this depends on."""
        known = self._entries.get(path)
        if known is None:
            # Present before it is complete, so that a cycle ends.
            known = self._entries[path] = Entry({}, (), troubled=True)
            known = self._entries[path] = self._read(path)
        return known

    def _read(self, path: str) -> Entry:
        text = self.library.surroundings.content(path)
        if text is None:
            return Entry({}, (path,), troubled=True)
        skimmed = skim(text)
        if skimmed.imports is None:
            return self._parsed(path, skimmed)
        values = dict(skimmed.values)
        depends: dict[str, None] = {path: None}
        troubled = False
        for target in skimmed.imports:
            paths = self._files(target, path)
            troubled |= not paths
            for imported in paths:
                below = self.entry(imported)
                troubled |= below.troubled
                depends.update(dict.fromkeys(below.files))
                for label, found in below.values.items():
                    values[label] = values[label] | found if label in values else found
        return Entry(values, tuple(depends), troubled)

    def _parsed(self, path: str, skimmed: Skimmed) -> Entry:
        layered = self.library.layered(path)
        values: dict[str, Values] = dict(skimmed.values)
        for layer in layered.chain()[:-1]:
            for label, found in skim(layer.document.text).values.items():
                values[label] = values.get(label, frozenset()) | found
        return Entry(values, tuple(layered.depends_on()), layered.incomplete)

    def _files(self, target: str, path: str) -> tuple[str, ...]:
        if target[0] in "./":
            return files(Import(target, ()), Document(path, b""), self.library.settings.base, self.library.folders)
        if target not in self._targets:
            document = Document(path, b"")
            self._targets[target] = files(
                Import(target, ()), document, self.library.settings.base, self.library.folders
            )
        return self._targets[target]


def _has(values: Values, value: str) -> bool:
    return value in values or "*" in values
