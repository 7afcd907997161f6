"""The files of a git revision, without touching the working tree."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from operate.errors import OperateError


def repository_of(folder: Path) -> Path:
    """The top folder of the git repository that holds ``folder``. Raises OperateError where there is none."""
    answer = _git(folder, "rev-parse", "--show-toplevel")
    if answer.returncode != 0:
        raise OperateError(f"'{folder}' is in no git repository, so there is no earlier revision to compare with")
    return Path(answer.stdout.decode().strip()).resolve()


@contextmanager
def extracted(repository: Path, revision: str) -> Iterator[Path]:
    """A folder with the files of a revision while inside. Raises OperateError when git knows no such revision."""
    if _git(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").returncode:
        raise OperateError(f"git knows no revision '{revision}'; in a shallow clone, fetch it first")
    archive = _git(repository, "archive", "--format=tar", revision)
    if archive.returncode != 0:
        raise OperateError(f"git cannot read revision '{revision}': {archive.stderr.decode().strip()}")
    with tempfile.TemporaryDirectory(prefix="rootstock-base-") as folder:
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
            tar.extractall(folder, filter="data")
        yield Path(folder).resolve()


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
