"""Pulumi stacks of a sandbox: made before anything refers to them."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence

from engine.installed import CLI
from model.whole_file import write_whole
from sandbox.errors import SandboxError
from sandbox.home import Home


def existing(home: Home, project: str) -> set[str]:
    """The names of the Pulumi stacks that have a state and a stack file."""
    folder = home.state / ".pulumi" / "stacks" / project
    return {file.stem for file in folder.glob("*.json") if home.stack_file(file.stem).exists()}


def make(home: Home, project: str, names: Sequence[str], environment: Mapping[str, str]) -> None:
    """Every stack of ``names`` exists. The first is made by Pulumi, the rest are like it under their own names."""
    there = existing(home, project)
    missing = [name for name in dict.fromkeys(names) if name not in there]
    for name in missing:
        pattern = next(iter(sorted(there)), None)
        if pattern is None or not _like(home, project, pattern, name):
            _init(home, name, environment)
        there.add(name)


def _init(home: Home, name: str, environment: Mapping[str, str]) -> None:
    command = [str(home.bin / CLI), "stack", "init", name, "--non-interactive", "--no-select"]
    answer = subprocess.run(command, env=dict(environment), capture_output=True, text=True, check=False)
    if answer.returncode != 0 and "already exists" not in answer.stderr:
        raise SandboxError(f"Pulumi could not make the stack '{name}':\n{answer.stderr.strip()}")


def _like(home: Home, project: str, pattern: str, name: str) -> bool:
    """Making an empty stack takes Pulumi half a second and an organization has dozens: copies are made at once.

    False when the pattern is not an empty stack that says its name exactly once.
    """
    folder = home.state / ".pulumi" / "stacks" / project
    state = (folder / f"{pattern}.json").read_text(encoding="utf-8")
    full_name = f'"organization/{project}/{{}}"'
    if '"resources"' in state or state.count(full_name.format(pattern)) != 1:
        return False
    home.stack_file(name).write_bytes(home.stack_file(pattern).read_bytes())
    write_whole(folder / f"{name}.json", state.replace(full_name.format(pattern), full_name.format(name)))
    return True
