"""What a manifest imports: the items of its `import` section, and the files that each of them names."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from layers.document import Document
from layers.folders import Folders
from layers.glob import expand, is_pattern
from layers.paths import EXTENSIONS
from layers.rule import Findings
from layers.rules import rs110_import_section, rs113_remote_import
from model.finding import Path

_TEMPLATE = ".tmpl"


class Import(NamedTuple):
    """One item of an `import` section. ``path`` says where it stands in the document."""

    target: str
    path: Path
    context: Mapping[str, Any] | None = None
    optional: bool = False
    rendered: bool = True
    lenient: bool = False


def items(document: Document, findings: Findings) -> Iterator[Import]:
    """The items of the document's `import` section; those of a wrong form become findings."""
    section = document.imports
    if section == () or section == []:
        return
    if not isinstance(section, list):
        rs110_import_section.section(findings, document)
        return
    for number, item in enumerate(section):
        path: Path = ("import", number)
        found = _item(item, path)
        if found is None:
            rs110_import_section.item(findings, document, path)
        elif _is_remote(found.target):
            rs113_remote_import.found(findings, document, path, found.target)
        else:
            yield found


def files(item: Import, document: Document, base: str, folders: Folders) -> tuple[str, ...]:
    """Absolute paths of the files that an import names, in the order they are merged; none when nothing is found."""
    target = item.target
    first = target.partition("/")[0]
    relative = first in (".", "..", "")
    start = document.folder if relative else base
    if is_pattern(target):
        pattern = target.lstrip("/") if first == "" else target
        return tuple(expand(folders, start, pattern if _extension(target) else f"{pattern}.yaml"))
    path = f"{start}/{target}"
    if relative or ".." in target or "//" in target:
        path = os.path.normpath(path)
    if _extension(target):
        candidates: tuple[str, ...] = (path + _TEMPLATE, path)
    else:
        candidates = tuple(path + extension for extension in EXTENSIONS)
    for candidate in candidates:
        if folders.is_file(candidate):
            return (candidate,)
    return ()


def _item(item: Any, path: Path) -> Import | None:
    if isinstance(item, str):
        return Import(item, path) if item else None
    if not isinstance(item, dict) or not isinstance(item.get("path"), str) or not item["path"]:
        return None
    context = item.get("context")
    if context is not None and not isinstance(context, dict):
        return None
    return Import(
        item["path"],
        (*path, "path"),
        context,
        optional=item.get("skip_if_missing") is True,
        rendered=item.get("skip_templates_processing") is not True,
        lenient=item.get("ignore_missing_template_values") is True,
    )


def _extension(path: str) -> str:
    name = path.rpartition("/")[2]
    return name[name.rindex(".") :] if "." in name.lstrip("*") else ""


def _is_remote(target: str) -> bool:
    return "://" in target or "::" in target or target.startswith(("github.com/", "git@", "bitbucket.org/"))
