"""File patterns as Atmos reads them: `*`, `**`, `?`, `[..]` and `{a,b}`, in its order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from layers.folders import Folders

_SPECIAL = re.compile(r"[*?\[{]")


def is_pattern(path: str) -> bool:
    """Whether a path is a pattern and not the name of one file.

    >>> is_pattern("orgs/**/*"), is_pattern("orgs/acme")
    (True, False)
    """
    return _SPECIAL.search(path) is not None


def expand(folders: Folders, base: str, pattern: str) -> Iterator[str]:
    """Files below ``base`` that the pattern names: those of a folder first, then its subfolders, in byte order.

    >>> here = "tests/layers/good/levels"
    >>> [path.removeprefix(here) for path in expand(Folders(), here, "**/*.yaml")]
    ['/expected.yaml', '/rootstock.yaml', '/catalog/deep.yaml', '/orgs/root.yaml']
    """
    seen: set[str] = set()
    for alternative in _alternatives(pattern):
        parts = [part for part in alternative.split("/") if part not in ("", ".")]
        for path in _walk(folders, base, parts or ["*"]):
            if path not in seen:
                seen.add(path)
                yield path


@cache
def matcher(pattern: str) -> re.Pattern[str]:
    """A regular expression for whole paths that the pattern names.

    >>> bool(matcher("**/_defaults.yaml").fullmatch("orgs/acme/_defaults.yaml"))
    True
    """
    return re.compile(_translate(pattern.removeprefix("./")))


def _walk(folders: Folders, folder: str, parts: list[str]) -> Iterator[str]:
    part, rest = parts[0], parts[1:]
    listing = folders.listing(folder)
    if part == "**":
        yield from _walk(folders, folder, rest or ["*"])
        for name in listing.own_folders:
            yield from _walk(folders, f"{folder}/{name}", parts)
    elif part == "..":
        yield from _walk(folders, folder.rpartition("/")[0], rest or ["*"])
    elif rest:
        for name in _matching(part, listing.folders):
            yield from _walk(folders, f"{folder}/{name}", rest)
    else:
        yield from (f"{folder}/{name}" for name in _matching(part, listing.files))


def _matching(part: str, names: Collection[str]) -> Iterable[str]:
    if not _SPECIAL.search(part):
        return (part,) if part in names else ()
    match = matcher(part).fullmatch
    return [name for name in names if match(name)]


def _alternatives(pattern: str) -> list[str]:
    """The pattern, or one for each alternative where braces hold a `/`."""
    braces = re.search(r"\{([^{}]*/[^{}]*)\}", pattern)
    if not braces:
        return [pattern]
    before, after = pattern[: braces.start()], pattern[braces.end() :]
    return [whole for choice in braces[1].split(",") for whole in _alternatives(before + choice + after)]


def _translate(pattern: str) -> str:
    out: list[str] = []
    place, depth = 0, 0
    while place < len(pattern):
        char = pattern[place]
        if pattern.startswith("**/", place) and (place == 0 or pattern[place - 1] == "/"):
            out.append("(?:.*/)?")
            place += 3
            continue
        if pattern.startswith("**", place):
            out.append(".*")
            place += 2
            continue
        if char == "[" and "]" in pattern[place + 2 :]:
            end = pattern.index("]", place + 2)
            inside = pattern[place + 1 : end].replace("\\", "\\\\").replace("[", "\\[")
            negated = inside[0] in "!^"
            out.append(f"[{'^' if negated else ''}{inside[1:] if negated else inside}]")
            place = end + 1
            continue
        if char == "{" and _closes(pattern, place):
            depth += 1
            out.append("(?:")
        elif char == "}" and depth:
            depth -= 1
            out.append(")")
        elif char == "," and depth:
            out.append("|")
        elif char == "*":
            out.append("[^/]*")
        elif char == "?":
            out.append("[^/]")
        else:
            out.append(re.escape(char))
        place += 1
    return "".join(out)


def _closes(pattern: str, place: int) -> bool:
    """Whether the brace at a place has one that closes it; one that has none stands for itself."""
    depth = 0
    for char in pattern[place:]:
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return True
    return False
