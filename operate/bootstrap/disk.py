"""The state of the one stack that starts on disk: a Pulumi project of its own, beside nobody's files."""

from __future__ import annotations

import fcntl
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml

from model.whole_file import write_whole
from operate.bootstrap import project_file
from operate.errors import OperateError
from operate.pulumi import Pulumi
from operate.stack_file import secrets_provider

_CURRENT = "current"
_PASSPHRASE = "passphrase"  # noqa: S105 - the name of a file


@dataclass(frozen=True)
class Disk:
    """The folder of the state on disk. ``project`` is the folder of the project that the stacks belong to.

    The secrets of the state on disk are encrypted with a passphrase that lies beside them, readable by the user alone,
    until there is a key.
    """

    folder: Path
    project: Path

    @contextmanager
    def alone(self) -> Iterator[None]:
        """While inside, no other bootstrap of this project runs on this machine. Raises OperateError when one does."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.folder / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise OperateError(
                    "another bootstrap of this checkout is running on this machine: wait for it"
                ) from None
            yield

    def pulumi(self, pulumi: Pulumi) -> Pulumi:
        """The engine's command line on the state here; the project is made where there is none."""
        self._make()
        backend = {
            "PULUMI_BACKEND_URL": f"file://{quote(str(self._current))}",
            "PULUMI_CONFIG_PASSPHRASE": (self._current / _PASSPHRASE).read_text(),
        }
        environment = {
            key: value for key, value in pulumi.environment.items() if key != "PULUMI_CONFIG_PASSPHRASE_FILE"
        }
        return replace(pulumi, environment=environment | backend, project=self._current)

    def holds(self, stack: str) -> bool:
        """Whether there is state of ``stack`` here: something was made, or begun."""
        latest = self._latest(stack)
        return bool(latest.get("resources") or latest.get("pending_operations"))

    def encrypted_with(self, stack: str) -> str | None:
        """The key service that the secrets of ``stack`` are encrypted with here; None for the passphrase.

        State and stack file are written one after the other: None as well where a run was killed between the two.
        """
        provider = secrets_provider(self.stack_file(stack))
        state = (self._latest(stack).get("secrets_providers") or {}).get("state") or {}
        return provider if state.get("url") == provider else None

    def stack_file(self, stack: str) -> Path:
        """The settings of ``stack`` here."""
        return self._current / f"Pulumi.{stack}.yaml"

    def put_aside(self) -> Path | None:
        """The state here is kept under another name, where nothing looks for it; None where there is none."""
        if not self._current.exists():
            return None
        aside = self.folder / f"moved-{datetime.now(UTC):%Y%m%d-%H%M%S}"
        self._current.rename(aside)
        return aside

    def aside(self) -> Path | None:
        """What was put aside last."""
        return max(self.folder.glob("moved-*"), default=None)

    def _latest(self, stack: str) -> dict[str, Any]:
        try:
            latest = json.loads(self._state(stack).read_text(encoding="utf-8"))["checkpoint"]["latest"]
        except (OSError, ValueError, KeyError):
            return {}
        return dict(latest or {})

    @property
    def _current(self) -> Path:
        return self.folder / _CURRENT

    def _state(self, stack: str) -> Path:
        name = str(project_file.read(self.project)["name"])
        return self._current / ".pulumi" / "stacks" / name / f"{stack}.json"

    def _make(self) -> None:
        self._current.mkdir(parents=True, exist_ok=True, mode=0o700)
        passphrase = self._current / _PASSPHRASE
        if not passphrase.exists():
            write_whole(passphrase, secrets.token_urlsafe(32), mode=0o600)
        project = project_file.read(self.project)
        project.pop("backend", None)
        project["main"] = str((self.project / project.get("main", ".")).resolve())
        runtime = project.get("runtime")
        options = runtime.get("options") if isinstance(runtime, dict) else None
        if isinstance(options, dict) and "virtualenv" in options:
            options["virtualenv"] = str((self.project / options["virtualenv"]).resolve())
        write_whole(self._current / project_file.NAME, yaml.safe_dump(project, sort_keys=False))
