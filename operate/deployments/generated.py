"""The files that are generated: what they hold, and writing them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from layers import Tree
from model.whole_file import write_whole
from operate.deployments.automatic import automatic, run_by_machines
from operate.deployments.pulumi_cloud import pulumi_cloud_data
from operate.deployments.settings import Deployments
from operate.deployments.workflow import workflow_files
from operate.graph import restrict, waves
from operate.stacks import dependencies

SETTINGS_FILE = "deployments/settings.json"

DEPLOYMENTS = "deployments"
WORKFLOW = "workflow"


def generated(tree: Tree, settings: Deployments, checkout: Path, project: Path) -> dict[Path, tuple[str, str]]:
    """Each file with what writes it, ``deployments`` or ``workflow``, and its text; none for what is not asked for.

    ``checkout`` has the code, ``project`` is the folder of Pulumi.yaml.
    """
    files: dict[Path, tuple[str, str]] = {}
    if settings.pulumi_cloud:
        stacks = automatic(tree, settings, checkout, project)
        data = pulumi_cloud_data(tree, settings, settings.pulumi_cloud, stacks)
        files[project / SETTINGS_FILE] = (DEPLOYMENTS, json.dumps(data, indent=2) + "\n")
    if settings.github_actions:
        graph = restrict(dependencies(tree), run_by_machines(tree, settings))
        root = _repository(project, settings)
        for name, text in workflow_files(settings, settings.github_actions, len(waves(graph))).items():
            files[root / name] = (WORKFLOW, text)
    return files


def write(files: Mapping[Path, str]) -> list[Path]:
    """Writes what differs; returns those files."""
    changed = [path for path, text in files.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, files[path])
    return changed


def _repository(project: Path, settings: Deployments) -> Path:
    """The root of the repository: as far above the project as its folder says."""
    depth = len(Path(settings.directory).parts)
    return project.resolve().parents[depth - 1] if depth else project
