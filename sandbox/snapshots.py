"""Known organizations to return to: what the simulated AWS held, and Pulumi's state of it, kept under a name."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sandbox import server
from sandbox.errors import SandboxError
from sandbox.home import Home
from sandbox.server import ServerRecord

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_ABOUT = "about.json"
# What Pulumi needs besides its state: the stack files hold the salts that the state is encrypted with.
_FOLDERS = ("state", "project")


@dataclass(frozen=True)
class Snapshot:
    """What was kept. ``taken`` is in seconds since 1970; ``options`` are those that the simulated AWS ran with."""

    name: str
    taken: float
    management_account_id: str
    options: tuple[str, ...] = ()


def take(home: Home, record: ServerRecord, name: str) -> Snapshot:
    """What the sandbox holds is kept as ``name``, in place of what was kept so before. Raises SandboxError."""
    _check_name(name)
    _check_quiet(home)
    folder = home.snapshots / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    server.keep(record, name)
    for part in _FOLDERS:
        shutil.copytree(home.root / part, folder / part)
    snapshot = Snapshot(name, time.time(), record.management_account_id, tuple(server.options_of(home)))
    about = {"taken": snapshot.taken, "management_account_id": snapshot.management_account_id}
    (folder / _ABOUT).write_text(json.dumps({**about, "options": snapshot.options}), encoding="utf-8")
    return snapshot


def known(home: Home) -> tuple[Snapshot, ...]:
    """All that was kept, oldest first."""
    found = [_read(path) for path in home.snapshots.glob(f"*/{_ABOUT}")]
    return tuple(sorted(found, key=lambda snapshot: snapshot.taken))


def named(home: Home, name: str) -> Snapshot:
    """What was kept as ``name``. Raises SandboxError with the names that there are."""
    there = {snapshot.name: snapshot for snapshot in known(home)}
    if name not in there:
        names = ", ".join(there) or "none; keep one: ./rootstock sandbox snapshot NAME"
        raise SandboxError(f"There is no snapshot '{name}'. There are: {names}")
    return there[name]


def bring_back(home: Home, record: ServerRecord, name: str) -> None:
    """The sandbox holds what was kept as ``name`` and nothing else. Raises SandboxError."""
    _check_quiet(home)
    server.bring_back(record, name)
    for part in _FOLDERS:
        shutil.rmtree(home.root / part, ignore_errors=True)
        shutil.copytree(home.snapshots / name / part, home.root / part)
    shutil.rmtree(home.pulumi / "workspaces", ignore_errors=True)


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise SandboxError(f"'{name}' is no name for a snapshot: letters, digits, '.', '_' and '-', at most 64")


def _check_quiet(home: Home) -> None:
    locked = _locked_stacks(home)
    if locked:
        raise SandboxError(f"Pulumi works on {', '.join(locked)}. Wait for it, or: pulumi cancel --stack {locked[0]}")


def _locked_stacks(home: Home) -> Sequence[str]:
    return sorted({path.parent.name for path in (home.state / ".pulumi" / "locks").glob("**/*.json")})


def _read(path: Path) -> Snapshot:
    about = json.loads(path.read_text(encoding="utf-8"))
    return Snapshot(path.parent.name, about["taken"], about["management_account_id"], tuple(about["options"]))
