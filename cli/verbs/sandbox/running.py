"""The sandbox of this checkout, for verbs that need it to run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.places import CHECKOUT

if TYPE_CHECKING:
    from sandbox.project import Sandbox


def running() -> Sandbox:
    """The sandbox, when it runs. Raises SandboxError with the way to start it when it does not."""
    from sandbox.project import Sandbox

    from sandbox.errors import SandboxError

    sandbox = Sandbox(CHECKOUT)
    if not sandbox.status().running:
        raise SandboxError("the simulated AWS does not run: start it with ./rootstock sandbox up")
    return sandbox
