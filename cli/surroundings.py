"""Where `pulumi` will work: in the user's own AWS, or in the sandbox when the command is typed in its shell."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from cli.places import CHECKOUT, kept, logs

if TYPE_CHECKING:
    from operate.pulumi import Pulumi

_BACKEND = "PULUMI_BACKEND_URL"


@dataclass(frozen=True)
class Surroundings:
    """The environment for `pulumi`, the folder for its logs, and words for a person.

    ``project`` is the folder with Pulumi.yaml and the stack files; ``kept`` is for what must outlive a command.
    """

    environment: Mapping[str, str]
    logs: Path
    words: str
    project: Path
    kept: Path

    def pulumi(self, program: Mapping[str, str] = MappingProxyType({})) -> Pulumi:
        """The engine's command line here, with variables for the ``program`` that it runs."""
        from operate.pulumi import Pulumi

        return Pulumi(CHECKOUT, {**self.environment, **program}, self.logs)


def surroundings() -> Surroundings:
    """The sandbox's when this process was started in it; else the user's own, with an engine on PATH."""
    from sandbox.project import Sandbox

    sandbox = Sandbox(CHECKOUT)
    if sandbox.status().running and sandbox.environment()[_BACKEND] == os.environ.get(_BACKEND):
        kept_there = sandbox.project / "bootstrap"
        environment = sandbox.process_environment()
        return Surroundings(environment, sandbox.home / "logs", "in the sandbox", sandbox.project, kept_there)
    from engine.toolchain import find_or_build

    own = find_or_build().path(os.environ)
    words = "with your own AWS credentials and Pulumi backend"
    return Surroundings(own, logs() / "deploy", words, CHECKOUT, kept())
