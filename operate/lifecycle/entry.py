"""The entry of a new account in the organization's map, in the style of the entries beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from layers import Instance
from operate.errors import OperateError
from org.account.structure import Structure, Unit

if TYPE_CHECKING:
    from operate.lifecycle.new_account import Request

_STEP = "  "
_PLAIN = re.compile(r"[A-Za-z][\w ,.()/+@-]*[\w.)]")


def entry_in(
    files: Collection[Path], request: Request, unit: Unit, structure: Structure, instance: Instance
) -> dict[Path, str]:
    """The organization's file with the new entry after the last account of the unit."""
    members = [one for one in structure.members if one.home == unit.path and one.address[:-2] == unit.address]
    if members:
        places = [(instance.position(one.address), one) for one in members]
        last, like = max(places, key=lambda one: one[0].line)
        path, number, fields = Path(last.file), last.line, set(like.settings.model_fields_set)
    else:
        place = instance.position(unit.address)
        path, number, fields = Path(place.file), place.line, {"tenant", "stage", "description"}
    if path not in files:
        raise OperateError(f"'{path}' holds the unit '{unit.path}' and is not part of the organization's manifest")
    lines = path.read_text().splitlines()
    indent = _indent(lines[number - 1])
    end = _end_of_block(lines, number - 1, len(indent))
    said = _fields(request, fields)
    if members and "{" in lines[number - 1]:
        flow = ", ".join(f"{key}: {value}" for key, value in said.items())
        new = [f"{indent}{request.name}: {{{flow}}}"]
    elif members:
        new = [f"{indent}{request.name}:", *(f"{indent}{_STEP}{key}: {value}" for key, value in said.items())]
    else:
        inner = indent + 2 * _STEP
        new = [
            f"{indent}{_STEP}accounts:",
            f"{inner}{request.name}:",
            *(f"{inner}{_STEP}{key}: {value}" for key, value in said.items()),
        ]
    return {path: "\n".join([*lines[:end], *new, *lines[end:]]) + "\n"}


def _fields(request: Request, beside: Collection[str]) -> dict[str, str]:
    """What the entry says: as much as the entries beside it do."""
    said = {"tenant": request.tenant, "stage": request.stage} if "tenant" in beside or "stage" in beside else {}
    if request.email:
        said["email"] = request.email
    said["description"] = request.purpose if _PLAIN.fullmatch(request.purpose) else json.dumps(request.purpose)
    return said


def _end_of_block(lines: list[str], start: int, indent: int) -> int:
    """The index after the last line of the entry; comments after it belong to what follows."""
    end = start + 1
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if line.strip() and not line.strip().startswith("#"):
            if len(_indent(line)) <= indent:
                break
            end = index + 1
    return end


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]
