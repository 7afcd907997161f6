"""Policy catalogs: YAML files with entries by SID, each remembered with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from pydantic import ValidationError

from model.finding import Path as FieldPath
from model.finding import Position, Problem
from org.policy.entry import Entry
from org.policy.yaml_places import Places, read_with_places

MISSING = "RS220"
BAD = "RS221"
DUPLICATE = "RS222"
PATHS = ("vars", "service_control_policies_config_paths")


@dataclass(frozen=True)
class Placed:
    """An entry and where its SID is written."""

    entry: Entry
    position: Position


@dataclass
class Catalog:
    """The entries of all catalog files by SID, and what is wrong with the files."""

    entries: dict[str, Placed] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, placed: Placed) -> None:
        """Takes an entry in; the first one of a SID stays."""
        sid = placed.entry.sid
        first = self.entries.setdefault(sid, placed)
        if first is not placed:
            text = f"SID '{sid}' is already defined at {first.position}: rename or remove one of them"
            self.problems.append(Problem(DUPLICATE, text, position=placed.position))


def read_catalog(paths: Sequence[str], root: Path) -> Catalog:
    """Everything in the catalog files; paths are relative to the configuration's root and may be globs."""
    catalog = Catalog()
    for index, written in enumerate(paths):
        address = (*PATHS, index)
        if "://" in written:
            text = f"'{written}' is an address: download the file into the configuration, where it is versioned"
            catalog.problems.append(Problem(MISSING, text, address))
            continue
        files = sorted(root.glob(written))
        if not files:
            text = f"policy catalog '{written}' does not exist (paths are relative to {shown(root)})"
            catalog.problems.append(Problem(MISSING, text, address))
        for file in files:
            _read(file, catalog)
    return catalog


def shown(file: Path) -> str:
    """The path as a user would type it: relative to the current folder when below it."""
    return str(file.relative_to(Path.cwd())) if file.is_relative_to(Path.cwd()) else str(file)


def _read(file: Path, catalog: Catalog) -> None:
    name = shown(file)
    try:
        content, places = read_with_places(file, name)
    except (yaml.YAMLError, OSError, UnicodeError) as error:
        catalog.problems.append(Problem(BAD, f"cannot be read: {_cause(error)}", position=_mark(name, error)))
        return
    if not isinstance(content, list):
        text = "a policy catalog is a list of entries, each with a `sid`"
        catalog.problems.append(Problem(BAD, text, position=Position(name)))
        return
    for index, written in enumerate(content):
        try:
            catalog.add(Placed(Entry.model_validate(written), places.of((index, "sid"))))
        except ValidationError as error:
            catalog.problems.extend(_problems(error, index, written, places))


def _problems(error: ValidationError, index: int, written: object, places: Places) -> Iterator[Problem]:
    sid = written.get("sid", index) if isinstance(written, dict) else index
    for detail in error.errors(include_url=False):
        location: FieldPath = detail["loc"]
        spelled = f" `{'.'.join(map(str, location))}`" if location else ""
        reason = detail["msg"].removeprefix("Value error, ")
        text = f"policy '{sid}':{spelled} {reason[:1].lower()}{reason[1:]}"
        yield Problem(BAD, text, position=places.of((index, *location)))


def _cause(error: Exception) -> str:
    return getattr(error, "problem", None) or getattr(error, "strerror", None) or str(error)


def _mark(name: str, error: Exception) -> Position:
    mark = getattr(error, "problem_mark", None)
    return Position(name, mark.line + 1, mark.column + 1) if mark else Position(name)
