"""The files of a new account: entry in the organization, manifests, mixins, stack files, written as others are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from layers import Instance, Tree
from model.finding import suggestion
from operate.errors import NotConfigured, OperateError
from operate.lifecycle.entry import entry_in
from operate.organization import organization_of
from org.account.structure import Member, Structure, Unit
from program.management import account_instance

_PART = re.compile(r"[a-z][a-z0-9]*")
_SECRETS = re.compile(r"^secretsprovider:.*$", re.MULTILINE)
_STACK_FILE = "# The secrets provider of this stack; Pulumi writes it here. Everything else stands in config/.\n"


@dataclass(frozen=True)
class Request:
    """A new account. ``unit`` is the path of its unit, by default the one named like the tenant."""

    tenant: str
    stage: str
    purpose: str
    email: str | None = None
    unit: str | None = None

    @property
    def name(self) -> str:
        """``{tenant}-{stage}``."""
        return f"{self.tenant}-{self.stage}"


def files_of(request: Request, tree: Tree, project: Path) -> dict[Path, str]:
    """The text of every file to write, by its path. ``project`` is the folder with the stack files.

    Raises OperateError when the account cannot be written: a name that is taken, a unit that is not there.
    """
    structure = organization_of(tree).structure
    unit = _unit(request, structure)
    _check(request, structure)
    like = _like(unit, structure, tree)
    written = entry_in(_organization_files(tree), request, unit, structure, _instance(tree))
    for instance in [one for one in tree.instances() if one.stack.account == like.key]:
        for file in map(Path, instance.files):
            if copied := _copied(file, like, request):
                written.setdefault(*copied)
        stack = str(instance.stack)
        target = project / f"Pulumi.{stack.replace(like.key, request.name, 1)}.yaml"
        written.setdefault(target, _stack_file(project / f"Pulumi.{stack}.yaml"))
    for path in written:
        if path.exists() and path not in _organization_files(tree):
            raise OperateError(f"'{path}' is there already; remove it, or choose another name")
    return written


def _check(request: Request, structure: Structure) -> None:
    for word, what in ((request.tenant, "tenant"), (request.stage, "stage")):
        if not _PART.fullmatch(word):
            raise OperateError(f"'{word}' is no {what}: lower-case letters and digits, beginning with a letter")
    taken = {one.key: one for one in structure.members}
    if request.name in taken:
        state = "" if taken[request.name].managed else ", closed: its name and e-mail stay its own"
        raise OperateError(f"there is an account '{request.name}' already{state}")


def _unit(request: Request, structure: Structure) -> Unit:
    wanted = request.unit or request.tenant
    unit = structure.unit_by_path.get(wanted)
    if unit is None:
        hint = suggestion(wanted, structure.unit_by_path)
        raise NotConfigured(f"no organizational unit '{wanted}'{hint}: name one with --unit")
    return unit


def _like(unit: Unit, structure: Structure, tree: Tree) -> Member:
    """The account to write the new one like: of the same unit if there is one, with little of its own."""
    own: dict[str, int] = {}
    for one in tree.instances():
        own[one.stack.account] = own.get(one.stack.account, 0) + _said_by_itself(one)
    choices = [one for one in structure.active if one.key in own]
    if not choices:
        raise OperateError("there is no account with a manifest yet that the new one could be written like")
    return min(choices, key=lambda one: (one.home != unit.path, own[one.key], one.key))


def _said_by_itself(instance: Instance) -> int:
    """How much the stack manifest says beyond what it imports."""
    return "components:" in Path(instance.files[-1]).read_text()


def _copied(file: Path, like: Member, request: Request) -> tuple[Path, str] | None:
    """The file for the new account where this one is the other account's own; None where others share it."""
    tenant, stage = like.key.split("-", 1)
    parts = file.parts
    by_name = like.key in file.stem
    by_folder = any(pair == (tenant, stage) for pair in pairwise(parts))
    if not (by_name or by_folder):
        return None
    words = {like.key: request.name, tenant: request.tenant, stage: request.stage}
    if by_name:
        target = file.with_name(file.name.replace(like.key, request.name))
    else:
        at = next(i for i, pair in enumerate(pairwise(parts)) if pair == (tenant, stage))
        target = Path(*parts[:at], request.tenant, request.stage, *parts[at + 2 :])
    return target, _replaced(file.read_text(), words, like)


def _replaced(text: str, words: Mapping[str, str], like: Member) -> str:
    """The text with the other account's names replaced, where they stand as names: in imports and as values."""
    tenant, stage = like.key.split("-", 1)
    text = re.sub(rf"(?<![\w-]){re.escape(like.key)}(?![\w-])", words[like.key], text)
    text = re.sub(rf"/{tenant}/{stage}(?=/|$)", f"/{words[tenant]}/{words[stage]}", text, flags=re.MULTILINE)
    text = re.sub(rf"(\btenant: ){tenant}\b", rf"\g<1>{words[tenant]}", text)
    return re.sub(rf"(\bstage: ){stage}\b", rf"\g<1>{words[stage]}", text)


def _stack_file(other: Path) -> str:
    """A stack file with the other's secrets provider; its encrypted key is its own."""
    found = _SECRETS.search(other.read_text()) if other.exists() else None
    return _STACK_FILE + (f"{found[0]}\n" if found else "")


def _instance(tree: Tree) -> Instance:
    instance = account_instance(tree)
    assert instance is not None  # noqa: S101 -- an organization has been made of it
    return instance


def _organization_files(tree: Tree) -> frozenset[Path]:
    return frozenset(_paths(_instance(tree).files))


def _paths(names: Iterable[str]) -> Iterator[Path]:
    return map(Path, names)
