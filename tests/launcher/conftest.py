"""A small checkout with the real launcher, and Pythons that only play their part."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

FAKE_PYTHON = """\
#!/bin/sh
# Answers the launcher's question whether it will do; in the place of pip it makes an environment and counts that.
case $* in
  -c*) {answer} ;;
  *engine.environment*)
    while [ "$1" != engine.environment ]; do shift; done
    echo made >> "$2/made"
    {make}
    mkdir -p "$2/.venv/bin"
    printf '#!/bin/sh\\nshift 3\\necho "in $PWD:" "$@"\\n' > "$2/.venv/bin/python"
    chmod +x "$2/.venv/bin/python"
    printf '%s\\n' "$3" > "$2/.venv/rootstock-stamp" ;;
esac
"""


@dataclass
class Checkout:
    """A checkout whose launcher finds only the Pythons that a test puts on its PATH."""

    folder: Path
    path: Path
    env: dict[str, str] = field(default_factory=dict)

    def python(self, name: str = "python3", answer: str = 'echo "$0"', make: str = ":") -> Path:
        """Puts a Python on PATH; ``answer`` and ``make`` are shell for what it says and how it makes environments."""
        file = self.path / name
        file.write_text(FAKE_PYTHON.format(answer=answer, make=make))
        file.chmod(0o755)
        return file

    def run(
        self, *arguments: str, cwd: Path | None = None, launcher: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Runs the launcher."""
        env = {"PATH": str(self.path), "HOME": str(self.folder.parent)} | self.env
        command = [launcher or self.folder / "rootstock", *arguments]
        return subprocess.run(command, cwd=cwd or self.folder, env=env, capture_output=True, text=True, check=False)

    @property
    def times_made(self) -> int:
        """How often an environment was made."""
        made = self.folder / "made"
        return len(made.read_text().splitlines()) if made.exists() else 0


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A checkout with requirements, and a PATH with a shell's tools but no Python."""
    folder, path = tmp_path / "a checkout", tmp_path / "path"
    folder.mkdir()
    path.mkdir()
    shutil.copy2(ROOT / "rootstock", folder)
    for name in ("requirements.txt", "requirements-dev.txt"):
        (folder / name).write_text(f"# {name}\n")
    for tool in ("sh", "cksum", "readlink", "mkdir", "chmod", "cat", "sleep"):
        (path / tool).symlink_to(_tool(tool))
    return Checkout(folder, path)


def _tool(name: str) -> Path:
    found = shutil.which(name, path=os.pathsep.join(["/usr/bin", "/bin"]))
    assert found is not None, f"these tests need {name}"
    return Path(found)
