"""The example organization is deployed by the first of the workers that needs it; the others return to a copy of it."""

from __future__ import annotations

import fcntl
import json
import shutil
from pathlib import Path
from typing import Any

from sandbox.home import Home
from tests.e2e.organization import Organization

_NAME = "deployed"


def deployed(checkout: Organization, shared: Path) -> dict[str, Any]:
    """What ``sandbox up`` said when it deployed the example. ``shared`` is a folder of all workers of one test run."""
    kept, said = shared / _NAME, shared / f"{_NAME}.json"
    with (shared / f"{_NAME}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        own = Home.of(checkout.checkout).snapshots / _NAME
        if not said.exists():
            printed = checkout.rootstock("sandbox", "up", "--format", "json").stdout
            checkout.rootstock("sandbox", "snapshot", _NAME)
            shutil.copytree(own, kept)
            said.write_text(printed)
        else:
            checkout.rootstock("sandbox", "up", "--no-deploy")
            shutil.copytree(kept, own)
            checkout.rootstock("sandbox", "restore", _NAME)
            # The copy's project names the checkout that it was made in.
            checkout.rootstock("sandbox", "up", "--no-deploy")
    checkout.enter()
    summary: dict[str, Any] = json.loads(said.read_text())
    return summary
