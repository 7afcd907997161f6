"""The `pulumi` commands that an operation runs, and where it runs them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from operate.errors import OperateError


class Operation(StrEnum):
    """What is done to each stack."""

    UP = "up"
    PREVIEW = "preview"
    REFRESH = "refresh"
    """Reads every resource of the state from AWS and shows what differs; writes nothing."""


_FLAGS = {
    Operation.UP: ("--yes", "--skip-preview"),
    Operation.PREVIEW: (),
    Operation.REFRESH: ("--preview-only",),
}


@dataclass(frozen=True)
class Pulumi:
    """The engine's command line in one project: ``directory`` holds Pulumi.yaml, ``logs`` takes what runs print.

    ``environment`` is all that the commands see: PATH, backend, passphrase, credentials. ``project`` is another folder
    with a Pulumi.yaml, which then counts wherever the commands run.
    """

    directory: Path
    environment: Mapping[str, str]
    logs: Path
    project: Path | None = None
    program: str = field(init=False)

    def __post_init__(self) -> None:
        program = shutil.which("pulumi", path=self.environment.get("PATH", ""))
        if program is None:
            raise OperateError("there is no `pulumi` on PATH")
        object.__setattr__(self, "program", program)
        self.logs.mkdir(parents=True, exist_ok=True, mode=0o700)

    @property
    def variables(self) -> dict[str, str]:
        """The environment of every command. The engine offers ``--event-log`` only among its debug commands."""
        return {**self.environment, "PULUMI_DEBUG_COMMANDS": "true", "PULUMI_SKIP_UPDATE_CHECK": "true"}

    def log(self, stack: str) -> Path:
        """The file with what the stack's commands printed."""
        return self.logs / f"{stack}.log"

    def event_log(self, stack: str) -> Path:
        """The file with the engine's events of the stack's last run."""
        return self.logs / f"{stack}.events.jsonl"

    def state(self, stack: str) -> Path:
        """The file for a stack's state while it is repaired; readable by the user alone, like the folder."""
        return self.logs / f"{stack}.state.json"

    def unread(self, stack: str) -> Path:
        """The file with ids by URN of what was put into a stack's state and not yet read from AWS."""
        return self.logs / f"{stack}.unread.json"

    def run(self, operation: Operation, stack: str, targets: Sequence[str] = ()) -> list[str]:
        """The command that brings one stack up, or previews it; ``targets`` are URN patterns."""
        chosen = [argument for target in targets for argument in ("--target", target)]
        events = ["--event-log", str(self.event_log(stack))]
        return [*self._command(operation.value, stack), *_FLAGS[operation], *events, *chosen]

    def init(self, stack: str, secrets_provider: str | None = None) -> list[str]:
        """The command that creates a stack in the backend without choosing it for the user's shell."""
        provider = ["--secrets-provider", secrets_provider] if secrets_provider else []
        return [*self._command("stack init", stack), "--no-select", *provider]

    def cancel(self, stack: str) -> list[str]:
        """The command that takes away a stack's lock."""
        return [*self._command("cancel", stack), "--yes"]

    def output(self, stack: str, name: str) -> list[str]:
        """The command that prints one export of a stack as JSON."""
        return [*self._command("stack output", stack), name, "--json"]

    def listing(self) -> list[str]:
        """The command that prints the project's stacks as JSON: name, last update, number of resources."""
        return [*self._program, "stack", "ls", "--json", "--non-interactive"]

    def change_secrets_provider(self, stack: str, secrets_provider: str) -> list[str]:
        """The command that encrypts a stack's secrets anew, in its state and in its file."""
        return [*self._command("stack change-secrets-provider", stack), secrets_provider]

    def clear_pending(self, stack: str, urns: Iterable[str]) -> list[str]:
        """The command that forgets the operations on ``urns`` which a broken run left pending; it reads only these."""
        chosen = [argument for urn in urns for argument in ("--target", urn)]
        return [*self._command("refresh", stack), "--yes", "--skip-preview", "--clear-pending-creates", *chosen]

    def export(self, stack: str, file: Path) -> list[str]:
        """The command that writes a stack's state to a file, secrets still encrypted."""
        return [*self._command("stack export", stack), "--file", str(file)]

    def take_back(self, stack: str, file: Path) -> list[str]:
        """The command that puts a state from a file in the place of the stack's own."""
        return [*self._command("stack import", stack), "--file", str(file)]

    def reread(self, stack: str, urns: Iterable[str]) -> list[str]:
        """The command that reads only these resources from AWS into the state."""
        chosen = [argument for urn in urns for argument in ("--target", urn)]
        return [*self._command("refresh", stack), "--yes", "--skip-preview", *chosen]

    def _command(self, verb: str, stack: str) -> list[str]:
        return [*self._program, *verb.split(), "--stack", stack, "--non-interactive", "--color", "never"]

    @property
    def _program(self) -> list[str]:
        return [self.program, "--cwd", str(self.project)] if self.project else [self.program]
