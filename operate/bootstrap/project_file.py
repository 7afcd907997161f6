"""What the file of a Pulumi project, ``Pulumi.yaml``, says about its state."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from model.whole_file import write_whole
from operate.errors import OperateError

NAME = "Pulumi.yaml"
_BACKEND = """\
# Where the state of all stacks is kept; written by `rootstock bootstrap`.
backend:
  url: {url}
"""


def read(project: Path) -> dict[str, Any]:
    """The project file of the folder ``project``. Raises OperateError."""
    path = project / NAME
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise OperateError(f"{path} cannot be read: {error.strerror}") from None
    except yaml.YAMLError as error:
        raise OperateError(f"{path} is not YAML: {' '.join(str(error).split())}") from None
    if not isinstance(found, dict) or not found.get("name"):
        raise OperateError(f"{path} has no project name")
    return found


def backend_url(project: Path) -> str | None:
    """The backend that the project file names, None where it names none."""
    backend = read(project).get("backend")
    url = backend.get("url") if isinstance(backend, dict) else None
    return str(url) if url else None


def set_backend(project: Path, url: str) -> None:
    """The project file names the backend; everything else in it stays as it is written."""
    path = project / NAME
    text = path.read_text(encoding="utf-8")
    write_whole(path, f"{text.rstrip()}\n{_BACKEND.format(url=url)}")
