"""The files of a tree put together with what they import."""

from __future__ import annotations

import json
from collections.abc import Iterable

from layers import glob
from layers.chain import Chain
from layers.combining import Combining
from layers.composition import StackManifest
from layers.document import Document
from layers.documents import Documents
from layers.folders import Folders
from layers.imports import Import, files, items
from layers.layered import Layered
from layers.merge import Map
from layers.paths import EXTENSIONS, manifest_id
from layers.rule import Findings
from layers.rules import rs111_import_not_found, rs112_import_cycle, rs170_template
from layers.settings import TreeSettings
from layers.surroundings import Surroundings

_PATH_DATA = ("settings", "vars", "env")


class Library:
    """Discovers stack manifests and resolves imports, collecting findings on the way."""

    def __init__(self, settings: TreeSettings, surroundings: Surroundings, findings: Findings) -> None:
        self.settings = settings
        self.surroundings = surroundings
        self.findings = findings
        self.folders = Folders()
        self.combine = Combining(settings.list_merge_strategy)
        self._documents = Documents(settings, surroundings, findings)
        self._manifests: dict[str, StackManifest] = {}
        self._layered: dict[tuple[str, str], Layered] = {}
        self._found: dict[str, tuple[str, ...]] = {}
        self._open: dict[str, Document] = {}

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
            known = self._manifests[path] = StackManifest(
                self.layered(path), self.surroundings, self.findings, self.settings
            )
        return known

    def id(self, path: str) -> str:
        """The manifest id of a file."""
        return manifest_id(self.settings.base, path)

    def layered(
        self, path: str, above: Chain | None = None, context: Map | None = None, lenient: bool = False
    ) -> Layered:
        """The manifest at a path with its imports, executed as a template when there is a context."""
        place = (path, "" if context is None else json.dumps(context, sort_keys=True, default=str))
        known = self._layered.get(place)
        if known is None:
            document = self._documents.read(path, context, lenient)
            known = self._layered[place] = self._put_together(document, Chain(document, above), context, lenient)
        return known

    def all_layered(self) -> Iterable[Layered]:
        """Every manifest that was read, with its imports."""
        return self._layered.values()

    def all_files(self) -> list[str]:
        """Absolute paths of all files below the base folder that could be imported."""
        return list(glob.expand(self.folders, self.settings.base, f"**/*{{{','.join(EXTENSIONS)}}}"))

    def _put_together(self, document: Document, chain: Chain, context: Map | None, lenient: bool) -> Layered:
        imports: list[Layered] = []
        incomplete = False
        self._open[document.path] = document
        for item in items(document, self.findings):
            named = self._named(item, document, imports, context or {}) if "{{" in item.target else item
            targets = self._targets(named, document)
            if not targets and not named.optional:
                incomplete = True
                known = map(self.id, self.all_files())
                rs111_import_not_found.found(self.findings, document, named.path, named.target, known, chain)
            # What an importing file says goes before what the import itself says.
            given = {**(named.context or {}), **(context or {})} if named.context or context else None
            for target in targets:
                if target in self._open:
                    incomplete = True
                    self._cycle(document, named, target)
                else:
                    inner = given if named.rendered else None
                    imports.append(self.layered(target, chain, inner, named.lenient or lenient))
        del self._open[document.path]
        return Layered(document, tuple(imports), self.combine, incomplete)

    def _targets(self, item: Import, document: Document) -> tuple[str, ...]:
        if item.target[:1] in ("", ".", "/"):
            return files(item, document, self.settings.base, self.folders)
        known = self._found.get(item.target)
        if known is None:
            known = self._found[item.target] = files(item, document, self.settings.base, self.folders)
        return known

    def _named(self, item: Import, document: Document, earlier: list[Layered], context: Map) -> Import:
        """An import whose path is a template, over what earlier imports and the file itself say."""
        from layers.templates import TemplateError, evaluate  # most trees have none

        data = {
            key: self.combine(*(layer.section(key) for layer in earlier), document.value.get(key)) for key in _PATH_DATA
        }
        try:
            path = evaluate(item.target, {**data, **(item.context or {}), **context}, self.surroundings.variable)
        except TemplateError as error:
            rs170_template.value(self.findings, document.position(item.path), error)
            return item._replace(optional=True)
        return item._replace(target=str(path))

    def _cycle(self, document: Document, item: Import, target: str) -> None:
        names = list(self._open)
        circle = [self._open[path].display for path in names[names.index(target) :]]
        rs112_import_cycle.found(self.findings, document, item.path, [*circle, circle[0]])
