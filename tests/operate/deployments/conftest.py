"""The example organization in a project of its own, run by machines."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[3]
SECTION = """
deployments:
  repository: acme/infrastructure
  pulumi_cloud: {organization: acme}
  github_actions: {backend_url: "s3://acme-core-ue1-root-tfstate?region=us-east-1&awssdk=v2&profile=rootstock-state"}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The folder of Pulumi.yaml; its configuration is the example's, without a section `deployments`."""
    shutil.copytree(CHECKOUT / "config", tmp_path / "config")
    return tmp_path


@pytest.fixture
def automated(project: Path) -> Callable[..., Path]:
    """Adds a section `deployments` to the settings of the project."""

    def add(section: str = SECTION) -> Path:
        file = project / "config/rootstock.yaml"
        file.write_text(file.read_text() + section)
        return project

    return add
