"""The text of a YAML file in the style of the example tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from layers.yaml_text import to_yaml

_WIDTH = 110
_ENTRY = re.compile(r"^(?P<indent> *)(?P<key>[^\s#][^:]*):$")
_INCLUDED = re.compile(r'^(?P<head> *[^\s"][^:"]*: )"(?P<tag>!include [^"]+)"$', re.MULTILINE)


def text_of(remark: str, content: Any) -> str:
    """The content with a remark above it: short lists on one line, a blank line before each section."""
    remarks = [f"# {line}".rstrip() for line in remark.splitlines()]
    first, *others = lines_of(content)
    apart = [part for line in others for part in (["", line] if line[:1] not in (" ", "-") else [line])]
    return "\n".join([*remarks, first, *apart]) + "\n"


def lines_of(content: Any) -> Iterator[str]:
    """The content line by line, short lists on one line."""
    # A file that is included is a tag, which plain data cannot say.
    text = _INCLUDED.sub(r"\g<head>\g<tag>", to_yaml(content))
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        line = lines[at]
        entry = _ENTRY.match(line)
        items = list(_items(lines, at + 1, entry["indent"])) if entry else []
        if not (entry and items):
            yield line
            at += 1
            continue
        at += 1 + len(items)
        short = f"{line} [{', '.join(items)}]"
        if line != "import:" and len(short) <= _WIDTH:
            yield short
        else:
            yield line
            yield from (f"{entry['indent']}  - {item}" for item in items)


def _items(lines: list[str], start: int, indent: str) -> Iterator[str]:
    """The plain items of a list; none where one of them is more than a plain value."""
    found = []
    for line in lines[start:]:
        if not line.startswith(f"{indent}- "):
            if line.startswith(f"{indent}  "):
                return
            break
        found.append(line.removeprefix(f"{indent}- "))
    plain = re.compile(r'"[^"\\]*"|[^\s"{}\[\],:#&*!|>%@`\'][^{}\[\],:#"]*(?::[^\s{}\[\],:#"]+)*')
    if all(plain.fullmatch(one) for one in found):
        yield from found
