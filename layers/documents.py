"""Files to documents: read, executed where they are templates, checked; each once for each context."""

from __future__ import annotations

from layers.document import Document
from layers.merge import Map
from layers.paths import manifest_id
from layers.reading import read_manifest
from layers.rule import Findings
from layers.rules import rs101_not_yaml, rs170_template
from layers.sections import check_sections
from layers.settings import TreeSettings
from layers.surroundings import Surroundings

_TEMPLATE = ".tmpl"


class Documents:
    """Reads the files of a tree, collecting findings."""

    def __init__(self, settings: TreeSettings, surroundings: Surroundings, findings: Findings) -> None:
        self.settings = settings
        self.surroundings = surroundings
        self.findings = findings

    def read(self, path: str, context: Map | None = None, lenient: bool = False) -> Document:
        """The document in a file. It is a template when it is imported with a context, or named so."""
        id = manifest_id(self.settings.base, path)
        content = self.surroundings.content(path)
        if content is None:
            document = Document(path, b"", id)
            document.broken = True
            rs101_not_yaml.unreadable(self.findings, document)
            return document
        lines: tuple[int, ...] = ()
        if b"{{" in content and (context is not None or path.endswith(_TEMPLATE)):
            from layers.templates import TemplateError, render  # most trees have none

            try:
                known = self._with_locals(path, content, context or {})
                rendered = render(content.decode(), known, self.surroundings.variable, lenient)
            except (TemplateError, UnicodeDecodeError) as error:
                document = Document(path, b"", id)
                document.broken = True
                rs170_template.found(self.findings, document, error)
                return document
            content, lines = rendered.text.encode(), rendered.lines
        document = read_manifest(path, content, self.surroundings, self.findings, id, lines)
        check_sections(document, self.settings, self.findings)
        if b"locals" in content:
            from layers.local_values import apply_locals  # most trees have none

            apply_locals(document, self.surroundings, self.findings, later=self.settings.templates > 0)
        return document

    def _with_locals(self, path: str, content: bytes, context: Map) -> Map:
        """The context of a template with the locals of the file in it, as far as it is YAML before it is executed."""
        if b"locals:" not in content:
            return context
        from layers.local_values import file_locals

        document = read_manifest(path, content, self.surroundings, Findings())
        known = None if document.broken else file_locals(document, self.surroundings, Findings())
        return {**context, **known} if known else context
