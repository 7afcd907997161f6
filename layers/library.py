"""The files of a tree: each read once, and put together with what it imports."""

from __future__ import annotations

from collections.abc import Iterable

from layers import glob
from layers.chain import Chain
from layers.combining import Combining
from layers.composition import StackManifest
from layers.document import Document
from layers.folders import Folders
from layers.imports import Import, files, items
from layers.layered import Layered
from layers.paths import EXTENSIONS, manifest_id
from layers.reading import read_manifest
from layers.rule import Findings
from layers.rules import rs101_not_yaml, rs111_import_not_found, rs112_import_cycle
from layers.sections import check_sections
from layers.settings import TreeSettings
from layers.surroundings import Surroundings


class Library:
    """Reads manifests and resolves imports, collecting findings on the way."""

    def __init__(self, settings: TreeSettings, surroundings: Surroundings, findings: Findings) -> None:
        self.settings = settings
        self.surroundings = surroundings
        self.findings = findings
        self.folders = Folders()
        self.combine = Combining(settings.list_merge_strategy)
        self.documents: dict[str, Document] = {}
        self._manifests: dict[str, StackManifest] = {}
        self._layered: dict[str, Layered] = {}
        self._found: dict[str, tuple[str, ...]] = {}
        self._open: dict[str, None] = {}

    def stack_manifests(self) -> list[str]:
        """Absolute paths of the files that discovery finds, by manifest id in byte order."""
        found: dict[str, None] = {}
        for pattern in self.settings.included_paths:
            # One walk for all extensions: folders are many.
            whole = pattern if pattern.endswith(EXTENSIONS) else f"{pattern}{{{','.join(EXTENSIONS)}}}"
            found.update(dict.fromkeys(glob.expand(self.folders, self.settings.base, whole)))
        start = len(self.settings.base) + 1
        excluded = [glob.matcher(pattern).fullmatch for pattern in self.settings.excluded_paths]
        kept = [path for path in found if not any(matches(path[start:]) for matches in excluded)]
        return sorted(kept, key=self.id)

    def manifest(self, path: str) -> StackManifest:
        """The stack manifest in a file."""
        known = self._manifests.get(path)
        if known is None:
            known = self._manifests[path] = StackManifest(self.layered(path), self.findings)
        return known

    def id(self, path: str) -> str:
        """The manifest id of a file."""
        return manifest_id(self.settings.base, path)

    def layered(self, path: str, above: Chain | None = None) -> Layered:
        """The manifest at a path with its imports."""
        known = self._layered.get(path)
        if known is None:
            known = self._layered[path] = self._put_together(path, above)
        return known

    def all_layered(self) -> Iterable[Layered]:
        """Every manifest that was read, with its imports."""
        return self._layered.values()

    def all_ids(self) -> list[str]:
        """Ids of all files below the base folder that could be imported."""
        return [
            self.id(path)
            for ending in EXTENSIONS
            for path in glob.expand(self.folders, self.settings.base, f"**/*{ending}")
        ]

    def _put_together(self, path: str, above: Chain | None) -> Layered:
        document = self._document(path)
        imports: list[Layered] = []
        incomplete = False
        if document.imports != ():
            chain = Chain(document, above)
            self._open[path] = None
            for item in items(document, self.findings):
                targets = self._targets(item, document)
                if not targets and not item.optional:
                    incomplete = True
                    known = self.all_ids()
                    rs111_import_not_found.found(self.findings, document, item.path, item.target, known, chain)
                for target in targets:
                    if target in self._open:
                        incomplete = True
                        self._cycle(document, item, target)
                    else:
                        imports.append(self.layered(target, chain))
            del self._open[path]
        return Layered(document, tuple(imports), self.combine, incomplete)

    def _targets(self, item: Import, document: Document) -> tuple[str, ...]:
        if item.target[0] in "./":
            return files(item, document, self.settings.base, self.folders)
        known = self._found.get(item.target)
        if known is None:
            known = self._found[item.target] = files(item, document, self.settings.base, self.folders)
        return known

    def _document(self, path: str) -> Document:
        content = self.surroundings.content(path)
        if content is None:
            document = Document(path, b"", self.id(path))
            document.broken = True
            rs101_not_yaml.unreadable(self.findings, document)
        else:
            document = read_manifest(path, content, self.surroundings, self.findings, self.id(path))
            check_sections(document, self.settings, self.findings)
        self.documents[path] = document
        return document

    def _cycle(self, document: Document, item: Import, target: str) -> None:
        open_files = list(self._open)
        circle = [*open_files[open_files.index(target) :], target]
        names = [self.documents[path].display for path in circle]
        rs112_import_cycle.found(self.findings, document, item.path, names)
