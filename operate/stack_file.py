"""What a `Pulumi.<stack>.yaml` says that a stack must be created with."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import yaml

from operate.errors import OperateError


def secrets_providers(project: Path, stacks: Iterable[str]) -> dict[str, str]:
    """The secrets provider of each stack whose file names one. Raises OperateError for a file that is no YAML."""
    named = {stack: _secrets_provider(project / f"Pulumi.{stack}.yaml") for stack in stacks}
    return {stack: provider for stack, provider in named.items() if provider}


def _secrets_provider(path: Path) -> str | None:
    try:
        settings = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except yaml.YAMLError as error:
        raise OperateError(f"{path.name} is not YAML: {' '.join(str(error).split())}") from None
    provider = settings.get("secretsprovider") if isinstance(settings, dict) else None
    return str(provider) if provider else None
