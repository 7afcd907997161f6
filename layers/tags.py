"""Atmos's YAML tags: those we run, those we carry as text, and references to other instances' exports."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from yaml import Node, ScalarNode, SequenceNode

from layers.document import Document
from layers.markers import UNSET, Append, Variable
from layers.rules import rs106_tag
from model.finding import Position
from model.reference import Reference

if TYPE_CHECKING:
    from layers.careful import CarefulReader

REFERENCES = ("!output", "!terraform.output", "!terraform.state")
CARRIED = (
    "!aws", "!cel", "!cwd", "!emulator", "!exec", "!git", "!labels", "!random", "!repo-root", "!secret", "!store",
    "!tags", "!template", "!version",
)  # fmt: skip
"""Tags that Atmos runs and we do not; `!git.sha` and its like are known by the part before the dot."""
_RUN = ("!append", "!env", "!include", "!include.raw", "!literal", "!unset")
KNOWN = (*REFERENCES, *_RUN, *CARRIED)
_HCL = (".hcl", ".tf", ".tfvars")
_WORDS = re.compile(r"(?:\{\{.*?\}\}|\"[^\"]*\"|'[^']*'|\S)+")


def apply(reader: CarefulReader, node: Node) -> Any:
    """The value of a node with one of Atmos's tags; a tag that is none is a finding, its text is the value."""
    tag: str = node.tag
    if tag == "!unset":
        reader.document.marked = True
        return UNSET
    if tag == "!append":
        if not isinstance(node, SequenceNode):
            rs106_tag.wrong(reader.findings, reader.document.place(node), tag, "a list after it: !append [one, two]")
            return reader.untagged(node)
        reader.document.marked = True
        return Append(reader.untagged(node))
    if not isinstance(node, ScalarNode):
        if tag not in KNOWN:
            rs106_tag.unknown(reader.findings, reader.document.place(node), tag, KNOWN)
        return reader.untagged(node)
    if tag in ("!include", "!include.raw"):
        return _include(reader, node, raw=tag == "!include.raw")
    if tag == "!env":
        return _environment(reader, node, node.value)
    if tag == "!literal":
        return node.value
    if tag in REFERENCES:
        return _reference(reader, node)
    if tag not in CARRIED and tag.split(".")[0] not in CARRIED:
        rs106_tag.unknown(reader.findings, reader.document.place(node), tag, KNOWN)
    return f"{tag} {node.value}".rstrip()


def spelled(reader: CarefulReader, node: ScalarNode) -> Any:
    """The value of a quoted text that begins with `!`: Atmos runs a tag that is spelled in a text, too."""
    tag, _, rest = node.value.partition(" ")
    if tag == "!env":
        return _environment(reader, node, rest)
    if tag == "!unset":
        reader.document.marked = True
        return UNSET
    return reference(node.value) or node.value if tag in REFERENCES else node.value


def _reference(reader: CarefulReader, node: Node) -> Reference | str:
    text = f"{node.tag} {node.value}"
    found = reference(text)
    if found is None and node.tag == "!output":
        form = "an instance, a config stack when it is another one, and a path: !output account core-gbl-root id"
        rs106_tag.wrong(reader.findings, reader.document.place(node), node.tag, form)
    return found or text


def reference(text: str) -> Reference | None:
    """The reference that a tag and what follows it spell; None when it is none that we could follow.

    >>> reference("!terraform.output vpc core-ue1-network .vpc_id").path
    ('vpc_id',)
    """
    words = [_bare(word) for word in _WORDS.findall(text)][1:]
    if not 1 <= len(words) <= 3:
        return None
    stack = words[1] if len(words) == 3 and words[1].replace(" ", "") != "{{.stack}}" else None
    path = words[-1].lstrip(".") if len(words) > 1 else ""
    return Reference(words[0], stack, tuple(path.split(".")) if path else (), text)


def _environment(reader: CarefulReader, node: Node, text: str) -> str:
    words = [_bare(word) for word in _WORDS.findall(text)]
    if not words:
        rs106_tag.wrong(reader.findings, reader.document.place(node), "!env", "a name: !env NAME [default]")
        return ""
    value = reader.surroundings.variable(words[0])
    reader.document.marked = True
    return Variable(value if value is not None else " ".join(words[1:]), words[0])


def _include(reader: CarefulReader, node: Node, raw: bool) -> Any:
    place = reader.document.place(node)
    words = [_bare(word) for word in _WORDS.findall(node.value)]
    if not words:
        rs106_tag.wrong(reader.findings, place, node.tag, "a file: !include FILE [path]")
        return None
    beside = os.path.normpath(f"{reader.document.folder}/{words[0]}")
    folders = dict.fromkeys((reader.surroundings.project, reader.surroundings.base))
    for path in (beside, *(os.path.normpath(f"{folder}/{words[0]}") for folder in folders)):
        reader.document.included[path] = None
        content = reader.surroundings.content(path)
        if content is not None:
            break
    else:
        rs106_tag.missing_file(reader.findings, place, words[0], reader.document.display)
        return None
    if not raw and path.endswith(_HCL):
        return _pick(reader, node, _attributes(reader, place, words[0], content), " ".join(words[1:]))
    if raw or not path.endswith((".yaml", ".yml", ".json")):
        return content.decode("utf-8", "replace")
    inner = Document(path, content)
    value = reader.read(inner, reader.surroundings, reader.findings)
    reader.document.included.update(inner.included)
    reader.document.marked |= inner.marked
    return _pick(reader, node, value, " ".join(words[1:]))


def _attributes(reader: CarefulReader, place: Position, file: str, content: bytes) -> Any:
    from layers.hcl_text import NotLiteral, attributes  # most trees have none

    try:
        return attributes(content.decode("utf-8", "replace"))
    except NotLiteral as error:
        rs106_tag.no_values(reader.findings, place, file, str(error))
        return {}


def _pick(reader: CarefulReader, node: Node, value: Any, query: str) -> Any:
    for step in re.findall(r"[^.\[\]]+", query.strip().strip(".")):
        if isinstance(value, dict) and step.strip("\"'") in value:
            value = value[step.strip("\"'")]
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            rs106_tag.missing_path(reader.findings, reader.document.place(node), query, step)
            return None
    return value


def _bare(word: str) -> str:
    return word[1:-1] if len(word) > 1 and word[0] == word[-1] and word[0] in "\"'" else word
