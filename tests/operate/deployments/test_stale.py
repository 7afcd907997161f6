"""Generated files that no longer fit are findings, and so are mistakes in the section `deployments`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from layers import load
from operate.deployments import generated, stale_findings, write
from operate.deployments.settings import deployments_of

CHECKOUT = Path(__file__).parents[3]


def _write(project: Path) -> list[str]:
    tree = load(project / "config")
    settings, _ = deployments_of(tree)
    assert settings
    files = generated(tree, settings, CHECKOUT, project)
    return sorted(path.relative_to(project).as_posix() for path in write({path: one[1] for path, one in files.items()}))


def _found(project: Path) -> list[tuple[str, int, str, str]]:
    found = stale_findings(load(project / "config"), CHECKOUT, project)
    return [
        (Path(one.position.file).name, one.position.line, f"{one.rule} {one.severity}", one.message) for one in found
    ]


def _errors(project: Path) -> list[tuple[str, int, str]]:
    return [(file, line, message) for file, line, rule, message in _found(project) if rule == "RS451 error"]


def test_without_the_section_nothing_is_generated_or_found(project: Path) -> None:
    assert _found(project) == []


def test_missing_files_are_found_and_written(automated: Callable[..., Path]) -> None:
    project = automated()
    assert _errors(project) == [
        (file, 1, f"the file is missing: write it with `./rootstock generate {what}` and commit it")
        for file, what in (
            ("rootstock-stack.yaml", "workflow"),
            ("rootstock.yaml", "workflow"),
            ("settings.json", "deployments"),
        )
    ]
    assert _write(project) == [
        ".github/workflows/rootstock-stack.yaml",
        ".github/workflows/rootstock.yaml",
        "deployments/settings.json",
    ]
    assert _errors(project) == []
    assert _write(project) == []


def test_a_new_import_makes_the_settings_stale(automated: Callable[..., Path]) -> None:
    project = automated()
    _write(project)
    manifest = project / "config/orgs/acme/plat/dev/global-region.yaml"
    manifest.write_text(manifest.read_text().replace("import:\n", "import:\n  - catalog/budget\n"))
    ((file, line, message),) = _errors(project)
    assert file == "settings.json"
    assert line > 1
    assert message == (
        "the file is not what the configuration makes of it: write it with `./rootstock generate deployments` and "
        "commit it"
    )


def test_a_value_that_changes_no_file_makes_nothing_stale(automated: Callable[..., Path]) -> None:
    project = automated()
    _write(project)
    defaults = project / "config/orgs/acme/_defaults.yaml"
    defaults.write_text(defaults.read_text() + "# a comment\n")
    assert _errors(project) == []


def test_what_was_edited_by_hand_is_stale(automated: Callable[..., Path]) -> None:
    project = automated()
    _write(project)
    workflow = project / ".github/workflows/rootstock.yaml"
    workflow.write_text(workflow.read_text().replace("[main]", "[develop]"))
    assert [(file, line) for file, line, _ in _errors(project)] == [("rootstock.yaml", 6)]


def test_accounts_without_roles_are_named(automated: Callable[..., Path]) -> None:
    project = automated()
    warnings = [one for one in _found(project) if one[2] == "RS452 warning"]
    ((file, line, _, message),) = warnings
    assert (file, (project / "config/rootstock.yaml").read_text().splitlines()[line - 1]) == (
        "rootstock.yaml",
        "deployments:",
    )
    assert message.startswith("no role to deploy with in core-artifacts, core-audit, core-dns,")
    assert "core-auto" not in message


@pytest.mark.parametrize(
    ("section", "line", "text"),
    [
        ("repository: acme", 2, "`deployments.repository` string should match pattern"),
        ("repo: acme/infrastructure", 2, "`deployments.repo` is unknown (valid: branch, directory,"),
        ("branch: main", 1, "`deployments.repository` is missing"),
        ("repository: a/b\n  pulumi_cloud: {organization: Acme}", 3, "`deployments.pulumi_cloud.organization` string"),
        ("repository: a/b\n  pulumi_cloud: {organization: a, drift_cron: daily}", 3, "`deployments.pulumi_cloud.drift"),
        ("repository: a/b\n  github_actions: {}", 3, "`deployments.github_actions.backend_url` is missing"),
    ],
)
def test_mistakes_stand_where_they_were_made(
    automated: Callable[..., Path], section: str, line: int, text: str
) -> None:
    project = automated(f"\ndeployments:\n  {section}\n")
    start = (project / "config/rootstock.yaml").read_text().splitlines().index("deployments:")
    found = _found(project)
    assert {one[2] for one in found} == {"RS450 error"}
    assert any(message.startswith(text) and number == start + line for _, number, _, message in found), found


def test_the_workflow_is_one_that_github_reads(automated: Callable[..., Path]) -> None:
    project = automated()
    _write(project)
    several, one = (
        yaml.safe_load((project / f".github/workflows/{name}.yaml").read_text())
        for name in ("rootstock", "rootstock-stack")
    )
    waves = [name for name in several["jobs"] if name.startswith("wave")]
    assert waves == [f"wave{number}" for number in range(1, len(waves) + 1)]
    for number, name in enumerate(waves, start=1):
        job = several["jobs"][name]
        assert job["needs"] == ["affected", *waves[: number - 1]]
        assert job["strategy"]["matrix"] == {"include": f"${{{{ fromJSON(needs.affected.outputs.{name}) }}}}"}
        assert job["with"]["role"] == "${{ matrix.apply_role }}"
        assert "'failure'" in job["if"]
    assert several["jobs"]["preview"]["with"]["role"] == "${{ matrix.plan_role }}"
    assert several["jobs"]["drift"]["with"] == several["jobs"]["preview"]["with"] | {"operation": "drift"}
    for job in (*(several["jobs"][name] for name in ("preview", "drift", *waves)), one["jobs"]["run"]):
        assert job["permissions"] == {"contents": "read", "id-token": "write", "pull-requests": "write"}
    run = one["jobs"]["run"]
    assert run["concurrency"] == {"group": "rootstock-${{ inputs.stack }}", "cancel-in-progress": False}
    used = [step["uses"] for step in run["steps"] if "uses" in step]
    assert all(len(name.partition("@")[2].lstrip("v").split(".")) == 3 for name in used), "a version, not a moving tag"
    text = json.dumps([several, one])
    assert "@B" not in text
    assert "secrets." not in text
