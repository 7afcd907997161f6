"""The stack manifests that some config stacks are made of, found without resolving all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from layers.composition import StackManifest
from layers.index import Contexts, Entry, Index, digest, index_file, read_index
from layers.library import Library

NameOf = Callable[[StackManifest], tuple[Contexts, bool]]
"""The contexts of a stack manifest's instances, and whether something is wrong with them."""


@dataclass(frozen=True)
class Selection:
    """Config stacks by name, by the id of a stack manifest, or by the tenant and stage of their account.

    >>> Selection(frozenset(["core-gbl-root"])).wants("core-gbl-root", "core", "root", "orgs/root")
    True
    """

    stacks: frozenset[str] = frozenset()
    accounts: frozenset[tuple[str, str]] = frozenset()

    def wants(self, stack: str, tenant: str, stage: str, manifest: str) -> bool:
        """Whether an instance with this context, in this stack manifest, is chosen."""
        return stack in self.stacks or manifest in self.stacks or (tenant, stage) in self.accounts

    def wants_any(self, contexts: Contexts, manifest: str) -> bool:
        """Whether one of the contexts of a stack manifest is chosen."""
        return any(self.wants(*context, manifest) for context in contexts)


def choose(library: Library, selection: Selection, contexts_of: NameOf) -> list[StackManifest]:
    """The stack manifests that hold something chosen, or that something is wrong with; by id.

    An index answers where the files it knows are unchanged; it is brought up to date otherwise.
    """
    settings = library.settings
    key = digest(repr(settings).encode())
    file = index_file(settings.base)
    index = read_index(file, key)
    stale = index.stale() if index else None
    if index is None or stale is None:
        index = Index(key)
        stale = set(library.stack_manifests())
    for path in sorted(stale):
        manifest = library.manifest(path)
        contexts, troubled = contexts_of(manifest)
        layered = manifest.layered
        index.entries[path] = Entry(contexts, tuple(layered.depends_on()), troubled or layered.incomplete)
    if stale or index.refreshed:
        index.note(library.surroundings, library.folders.listings)
        index.save(file)
    chosen = [
        path
        for path, entry in index.entries.items()
        if entry.troubled or selection.wants_any(entry.contexts, library.id(path))
    ]
    return [library.manifest(path) for path in sorted(chosen, key=library.id)]
