"""The Pulumi project of a sandbox: the checkout's own, in a folder outside the checkout."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Any

import yaml

from engine.installed import CLI, MARK
from engine.toolchain import Engine
from model.whole_file import write_whole
from sandbox.errors import SandboxError
from sandbox.home import Home

DEFAULT_NAME = "rootstock"

_WRAPPER = """\
#!/bin/sh
{mark}: the Pulumi of a sandbox, working in the project folder of that sandbox
if [ "$PULUMI_BACKEND_URL" = {backend} ] && grep -q '^backend:' {project}/Pulumi.yaml; then unset PULUMI_BACKEND_URL; fi
PATH={engine}${{PATH:+:$PATH}} exec {pulumi} -C {project} "$@"
"""


def write(home: Home, checkout: Path, engine: Engine) -> None:
    """The project file and the `pulumi` that works with it are in ``home``."""
    project = of_checkout(checkout)
    # Where real state is kept is no business of a sandbox; where its own was moved to is.
    project.pop("backend", None)
    if (moved := backend(home)) is not None:
        project["backend"] = {"url": moved}
    project["main"] = str((checkout / project.get("main", ".")).resolve())
    project["runtime"] = _runtime(project.get("runtime", "python"), checkout)
    write_whole(home.project / "Pulumi.yaml", yaml.safe_dump(project, sort_keys=False))
    write_whole(home.aws_config, "[default]\nregion = us-east-1\n")
    wrapper = _WRAPPER.format(
        mark=MARK,
        engine=shlex.quote(str(engine.bin_dir)),
        pulumi=shlex.quote(str(engine.pulumi)),
        project=shlex.quote(str(home.project)),
        backend=shlex.quote(home.backend_url),
    )
    write_whole(home.bin / CLI, wrapper, mode=0o755)


def of_checkout(checkout: Path) -> dict[str, Any]:
    """What the checkout's ``Pulumi.yaml`` says; a checkout without one gets the least there can be."""
    path = checkout / "Pulumi.yaml"
    if not path.exists():
        return {"name": DEFAULT_NAME, "runtime": "python"}
    try:
        project = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SandboxError(f"{path} is not valid YAML: {error}") from error
    if not isinstance(project, dict) or "name" not in project:
        raise SandboxError(f"{path} has no project name: it must be a mapping with 'name' and 'runtime'")
    return project


def backend(home: Home) -> str | None:
    """Where the state of the sandbox was moved to; None while it is in a folder of the sandbox."""
    path = home.project / "Pulumi.yaml"
    named = yaml.safe_load(path.read_text(encoding="utf-8")).get("backend") if path.exists() else None
    return str(named["url"]) if named else None


def _runtime(given: Any, checkout: Path) -> dict[str, Any]:
    runtime: dict[str, Any] = {"name": given} if isinstance(given, str) else dict(given)
    options = dict(runtime.get("options") or {})
    # An official language host looks for the environment from the project folder, which is not the checkout.
    environment = checkout / options.get("virtualenv", ".venv")
    if environment.is_dir():
        options["virtualenv"] = str(environment.resolve())
    elif sys.prefix != sys.base_prefix:
        options["virtualenv"] = sys.prefix
    else:
        options.pop("virtualenv", None)
    return {**runtime, "options": options}
