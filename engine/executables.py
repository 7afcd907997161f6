"""The folder of executables that a checkout puts on PATH: Pulumi and, beside it, our Python language host.

The engine warns at every run when the language host lies in another folder than the CLI itself, so the CLI gets a
second name here; a folder for each checkout, because the language host runs with the checkout's own Python.
"""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from engine import cache, installed
from engine.errors import EngineError

CHECKOUT = Path(__file__).resolve().parent.parent

_SCRIPT = """\
#!/bin/sh
{mark}
PYTHONPATH={checkout}${{PYTHONPATH:+:$PYTHONPATH}} exec {python} -P -u -m engine.language_host "$@"
"""


def folder_with_language_host(cli: Path, env: Mapping[str, str], checkout: Path = CHECKOUT) -> Path:
    """The checkout's folder with ``cli`` and the language host in it; made or brought up to date as needed."""
    folder = cache.checkout_folder(env, checkout)
    script = _SCRIPT.format(
        mark=installed.MARK, checkout=shlex.quote(str(checkout)), python=shlex.quote(sys.executable)
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _provide_cli(cli.resolve(), folder / installed.CLI)
        _provide_script(script, folder / installed.LANGUAGE_HOST)
    except OSError as error:
        raise EngineError(f"Pulumi's executables cannot be put in {folder}: {error.strerror or error}") from error
    return folder


def _provide_cli(cli: Path, name: Path) -> None:
    if name.exists() and _is_same(cli, name):
        return
    with tempfile.TemporaryDirectory(dir=name.parent) as aside:
        made = Path(aside) / name.name
        try:
            made.hardlink_to(cli)
        except OSError:  # on another file system, or not ours to link
            shutil.copy2(cli, made)
        made.replace(name)


def _is_same(cli: Path, name: Path) -> bool:
    one, other = cli.stat(), name.stat()
    return os.path.samestat(one, other) or (one.st_size, one.st_mtime_ns) == (other.st_size, other.st_mtime_ns)


def _provide_script(text: str, name: Path) -> None:
    if name.exists() and name.read_text() == text:
        return
    with tempfile.TemporaryDirectory(dir=name.parent) as aside:
        made = Path(aside) / name.name
        made.write_text(text)
        made.chmod(0o755)
        made.replace(name)
