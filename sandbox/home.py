"""Where a sandbox keeps its files: outside the checkout, one folder per checkout."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from engine import cache

SNAPSHOTS = "snapshots"


@dataclass(frozen=True)
class Home:
    """The folder of one sandbox and the places in it."""

    root: Path

    @staticmethod
    def of(checkout: Path) -> Home:
        """The home of the sandbox of ``checkout``; the same for every way to spell that folder."""
        folder = checkout.resolve()
        digest = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
        name = re.sub(r"[^A-Za-z0-9._-]", "-", folder.name)[:40]
        return Home(cache.root(os.environ) / "sandboxes" / f"{name}-{digest}")

    @property
    def project(self) -> Path:
        """Folder of the Pulumi project: ``Pulumi.yaml`` and one ``Pulumi.<stack>.yaml`` per stack."""
        return self.root / "project"

    @property
    def state(self) -> Path:
        """Folder of the Pulumi state (a ``file://`` backend)."""
        return self.root / "state"

    @property
    def backend_url(self) -> str:
        """How Pulumi is told of that folder."""
        return f"file://{quote(str(self.state))}"

    @property
    def pulumi(self) -> Path:
        """Pulumi's own home: plugins, credentials, the selected stack."""
        return self.root / "pulumi"

    @property
    def plugin(self) -> Path:
        """Folder in which the engine looks for the AWS provider of the installed ``pulumi_aws``."""
        return self.pulumi / "plugins" / f"resource-aws-v{version('pulumi_aws')}"

    @property
    def bin(self) -> Path:
        """Folder of the ``pulumi`` that knows the project folder."""
        return self.root / "bin"

    @property
    def record(self) -> Path:
        """File that says which process serves the simulated AWS, and where."""
        return self.root / "server.json"

    @property
    def options(self) -> Path:
        """File that says with which options the simulated AWS was launched."""
        return self.root / "options.json"

    @property
    def log(self) -> Path:
        """File that the simulated AWS writes to: each call, and what went wrong."""
        return self.root / "aws.log"

    @property
    def lock(self) -> Path:
        """File that is locked while the sandbox starts or stops."""
        return self.root / "lock"

    @property
    def aws_config(self) -> Path:
        """File that takes the place of the user's own AWS configuration and credentials."""
        return self.root / "aws-config"

    @property
    def snapshots(self) -> Path:
        """Folder of what was kept, one folder for each name."""
        return self.root / SNAPSHOTS

    def stack_file(self, stack: str) -> Path:
        """The settings of a Pulumi stack: its secrets provider and nothing else."""
        return self.project / f"Pulumi.{stack}.yaml"

    def make(self) -> None:
        """The folders exist."""
        for folder in (self.root, self.project, self.state, self.pulumi, self.bin):
            folder.mkdir(parents=True, exist_ok=True)

    def forget_state(self) -> None:
        """Nothing of earlier deployments is left: no Pulumi state, no stack files, no selected stack."""
        for folder in (self.project, self.state, self.pulumi / "workspaces"):
            shutil.rmtree(folder, ignore_errors=True)
        self.make()
