"""Making `.venv` with the real venv and pip, from a package that lies on disk."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.launcher.conftest import ROOT

NOT_INSTALLED = "The Python packages could not be installed"
COMMAND_LINE = """\
import os, sys
import sprout
assert __name__ == "__main__"
print(sprout.COLOR, *sys.argv[1:], os.getcwd(), os.environ.get("PYTHONPATH"))
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout that needs one small package; its command line prints what that package holds."""
    folder = tmp_path / "checkout"
    shutil.copytree(ROOT / "engine", folder / "engine", ignore=shutil.ignore_patterns("__pycache__", "toolchain"))
    shutil.copy2(ROOT / "rootstock", folder)
    (folder / "cli").mkdir()
    (folder / "cli" / "__init__.py").touch()
    (folder / "cli" / "__main__.py").write_text(COMMAND_LINE)
    _require(folder, _wheel(tmp_path, "green"))
    (folder / "requirements-dev.txt").write_text("# nothing\n")
    return folder


def test_packages_are_installed_and_updated(checkout: Path, tmp_path: Path) -> None:
    first = _rootstock(checkout, "--format", "json")
    version = ".".join(map(str, sys.version_info[:3]))
    assert (first.returncode, first.stdout, first.stderr) == (
        0,
        f"green --format json {Path.cwd()} /own\n",
        f"Making a Python environment in {checkout}/.venv (Python {version})\n"
        "Installing 1 Python packages from requirements.txt and requirements-dev.txt (once, about a minute)\n",
    )
    _require(checkout, _wheel(tmp_path, "red", version="1.1"))
    second = _rootstock(checkout)
    assert (second.stdout, second.stderr) == (
        f"red {Path.cwd()} /own\n",
        "Installing 1 Python packages from requirements.txt and requirements-dev.txt (once, about a minute)\n",
    )


def test_a_package_that_is_not_the_pinned_one_is_refused_with_pips_own_words(checkout: Path, tmp_path: Path) -> None:
    wheel = _wheel(tmp_path, "green")
    _require(checkout, wheel)
    _wheel(tmp_path, "forged")
    refused = _rootstock(checkout)
    assert refused.returncode == 1
    assert f"rootstock: {NOT_INSTALLED}: pip failed:\n" in refused.stderr
    assert "THESE PACKAGES DO NOT MATCH THE HASHES" in refused.stderr
    assert "Traceback" not in refused.stderr
    _wheel(tmp_path, "green")
    assert _rootstock(checkout).stdout.startswith("green ")


def test_without_a_network_one_sentence_says_so_above_pips_own_words(checkout: Path) -> None:
    (checkout / "requirements.txt").write_text(f"sprout==1.0 --hash=sha256:{'0' * 64}\n")
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "2", "PIP_NO_INDEX": "0"}
    failed = subprocess.run([checkout / "rootstock"], env=_env() | nowhere, capture_output=True, text=True, check=False)
    assert failed.returncode == 1
    sentence, *pips = failed.stderr.splitlines()[2:]
    assert sentence == f"rootstock: {NOT_INSTALLED}: the package registry does not answer. Is there a network?"
    assert [line.split()[0] for line in pips] == ["WARNING:", "ERROR:", "ERROR:"]


def test_a_file_in_the_way_is_not_deleted(checkout: Path) -> None:
    (checkout / ".venv").write_text("mine")
    refused = _rootstock(checkout)
    assert (refused.returncode, refused.stderr.splitlines()[-1]) == (
        1,
        f"rootstock: {checkout}/.venv is in the way: Rootstock makes a folder of that name",
    )


def test_of_two_at_once_one_makes_it_and_the_other_waits(checkout: Path) -> None:
    both = [subprocess.Popen(checkout / "rootstock", env=_env(), stdout=-1, stderr=-1, text=True) for _ in range(2)]
    answers = [one.communicate() for one in both]
    assert [out for out, _ in answers] == [f"green {Path.cwd()} /own\n"] * 2
    said = "".join(complaints for _, complaints in answers)
    assert said.count("Making a Python environment") == 1
    assert said.count("Another process is making the Python environment; waiting for it") == 1


def _env() -> dict[str, str]:
    return os.environ | {"ROOTSTOCK_PYTHON": sys.executable, "PYTHONPATH": "/own"}


def _rootstock(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([checkout / "rootstock", *arguments], env=_env(), capture_output=True, text=True, check=False)


def _require(checkout: Path, wheel: Path) -> None:
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (checkout / "requirements.txt").write_text(f"sprout @ {wheel.as_uri()} \\\n    --hash=sha256:{digest}\n")


def _wheel(folder: Path, color: str, version: str = "1.0") -> Path:
    """A wheel of one module, the same bytes for the same arguments."""
    files = {
        "sprout.py": f"COLOR = {color!r}\n",
        f"sprout-{version}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: sprout\nVersion: {version}\n",
        f"sprout-{version}.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{name},sha256={_digest(text)},{len(text)}\n" for name, text in files.items())
    files[f"sprout-{version}.dist-info/RECORD"] = record + f"sprout-{version}.dist-info/RECORD,,\n"
    wheel = folder / f"sprout-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return wheel


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
