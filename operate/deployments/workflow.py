"""The workflow of GitHub Actions that previews pull requests and deploys commits, for backends of one's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from blocks.partition import partition_of
from operate.deployments.settings import Deployments, GithubActions

FILE = ".github/workflows/rootstock.yaml"
STACK_FILE = ".github/workflows/rootstock-stack.yaml"
STATE_PROFILE = "rootstock-state"
_TEMPLATES = Path(__file__).parent / "templates"
_HEAD = "# Written by `./rootstock generate workflow` from config/; `./rootstock validate` says when it is stale.\n"
_ROWS = "# GitHub runs at most 256 jobs of a matrix; a change that touches more stacks needs `./rootstock deploy`.\n"


def workflow_files(settings: Deployments, actions: GithubActions, waves: int) -> dict[str, str]:
    """The text of each file by its name in the repository; ``waves`` is how many groups of stacks follow each other."""
    values = {
        "BRANCH": settings.branch,
        "DIRECTORY": settings.directory or ".",
        "PYTHON": actions.python,
        "REGION": actions.region,
        "PARTITION": partition_of(actions.region),
        "BACKEND": actions.backend_url,
        "REQUIREMENTS": settings.path("requirements.txt"),
        "PROFILE": STATE_PROFILE,
        "WAVES": str(waves),
        "OUTPUTS": "".join(_outputs(waves)),
        "SCHEDULE": f'  schedule:\n    - cron: "{actions.drift_cron}"\n' if actions.drift_cron else "",
        "DRIFT": _template("drift") if actions.drift_cron else "",
        "STACK_FILE": STACK_FILE,
    }
    several = _filled("affected", values) + "".join(_jobs(waves, values))
    return {FILE: _HEAD + _ROWS + several, STACK_FILE: _HEAD + _filled("stack", values)}


def _outputs(waves: int) -> Iterator[str]:
    for wave in range(1, waves + 1):
        yield f"      wave{wave}: ${{{{ steps.matrix.outputs.wave{wave} }}}}\n"


def _jobs(waves: int, values: dict[str, str]) -> Iterator[str]:
    for wave in range(1, waves + 1):
        before = f", {', '.join(f'wave{number}' for number in range(1, wave))}" if wave > 1 else ""
        yield _filled("wave", values | {"N": str(wave), "BEFORE": before})


def _filled(template: str, values: Mapping[str, str]) -> str:
    text = _template(template)
    # A value may hold another: two rounds fill all.
    for _ in range(2):
        for key, value in values.items():
            text = text.replace(f"@{key}@", value)
    return text


def _template(name: str) -> str:
    return (_TEMPLATES / f"{name}.yaml").read_text(encoding="utf-8")
