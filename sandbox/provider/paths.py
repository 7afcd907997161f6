"""Property paths as the engine writes them: ``tags.Name``, ``rules[0].status``, ``tags["a.b"]``."""

from __future__ import annotations

import re
from collections.abc import Iterable

Path = tuple[str | int, ...]
_PART = re.compile(r'\.?([^.\[\]"]+)|\[(\d+|\*)\]|\["((?:[^"\\]|\\.)*)"\]')


def text(path: Path) -> str:
    """A path as the engine reads it."""
    result = ""
    for part in path:
        if isinstance(part, int):
            result += f"[{part}]"
        elif re.search(r'[.\[\]"]', part):
            quoted = part.replace("\\", "\\\\").replace('"', '\\"')
            result += f'["{quoted}"]'
        else:
            result += f".{part}" if result else part
    return result


def parse(written: str) -> Path:
    """A path from its text; ``*`` stays as it is and stands for any part."""
    parts: list[str | int] = []
    for match in _PART.finditer(written):
        plain, index, quoted = match.groups()
        if index is not None:
            parts.append(index if index == "*" else int(index))
        else:
            parts.append(plain if quoted is None else quoted.replace('\\"', '"').replace("\\\\", "\\"))
    return tuple(parts)


def covered(path: Path, by: Iterable[Path]) -> bool:
    """Whether ``path`` is one of the paths or lies below one."""
    return any(len(prefix) <= len(path) and all(map(_matches, prefix, path)) for prefix in by)


def names(path: Path) -> str:
    """The property of the table that a path leads to: its names without indices."""
    return ".".join(part for part in path if isinstance(part, str))


def _matches(pattern: str | int, part: str | int) -> bool:
    return pattern in ("*", part)
