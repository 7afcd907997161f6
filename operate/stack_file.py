"""What a `Pulumi.<stack>.yaml` says that a stack must be created with."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import yaml

from model.whole_file import write_whole
from operate.errors import OperateError

_KEYS = ("secretsprovider", "encryptedkey", "encryptionsalt")


def secrets_providers(project: Path, stacks: Iterable[str]) -> dict[str, str]:
    """The secrets provider that each stack is created with: the one that its file names, else that of all other files.

    Where the files name several, a file that names none gets none. Raises OperateError for a file that is no YAML.
    """
    named = {path.name: secrets_provider(path) for path in sorted(project.glob("Pulumi.*.yaml"))}
    common = {provider for provider in named.values() if provider}
    usual = common.pop() if len(common) == 1 else None
    wanted = {stack: named.get(f"Pulumi.{stack}.yaml") or usual for stack in stacks}
    return {stack: provider for stack, provider in wanted.items() if provider}


def secrets_provider(path: Path) -> str | None:
    """The secrets provider that one stack file names; None where it names none, or does not exist."""
    try:
        settings = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except yaml.YAMLError as error:
        raise OperateError(f"{path.name} is not YAML: {' '.join(str(error).split())}") from None
    provider = settings.get("secretsprovider") if isinstance(settings, dict) else None
    return str(provider) if provider else None


def take_key(source: Path, target: Path) -> None:
    """``target`` names the secrets provider and the data key of ``source``; all else in it stays as it is written."""
    there = target.read_text(encoding="utf-8").splitlines() if target.exists() else []
    kept = [line for line in there if not line.startswith(_KEYS)]
    taken = [line for line in source.read_text(encoding="utf-8").splitlines() if line.startswith(_KEYS)]
    write_whole(target, "\n".join([*kept, *taken, ""]))
