"""Puts the provider where the engine looks for plugins."""

from __future__ import annotations

import shlex
from pathlib import Path

from model.whole_file import write_whole

VERSION = "7.51.1"
"""The version of ``pulumi_aws`` in requirements.txt: the engine asks for a provider of exactly that version."""


def folder(pulumi_home: Path) -> Path:
    """The folder of the plugin in a Pulumi home."""
    return pulumi_home / "plugins" / f"resource-aws-v{VERSION}"


def install(plugin_dir: Path, python: Path, checkout: Path) -> None:
    """``plugin_dir`` holds a plugin that runs this checkout's provider with ``python``; safe to repeat."""
    plugin_dir.mkdir(parents=True, exist_ok=True)
    executable = plugin_dir / "pulumi-resource-aws"
    script = "\n".join(
        [
            "#!/bin/sh",
            f"PYTHONPATH={shlex.quote(str(checkout))}",
            "export PYTHONPATH",
            f'exec {shlex.quote(str(python))} -P -m sandbox.provider "$@"',
            "",
        ]
    )
    write_whole(executable, script, mode=0o755)
