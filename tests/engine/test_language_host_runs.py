"""The real engine runs small Python programs through our language host."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from engine.toolchain import find_or_build

pytestmark = pytest.mark.e2e

PROJECT = """\
name: small
runtime: python
config:
  pulumi:disable-default-providers: {value: [aws]}
"""
GROWS = """\
import pulumi
from part import Box

async def main():
    Box("one")
    print("a line from the program")
    return {"answer": 42, "preview": pulumi.runtime.is_dry_run()}

pulumi.run(main)
"""
PART = """\
import pulumi

class Box(pulumi.ComponentResource):
    def __init__(self, name):
        super().__init__("small:index:Box", name)
"""


@dataclass(frozen=True)
class Project:
    """A Pulumi project in a folder of its own, with its state beside it."""

    folder: Path
    env: dict[str, str]

    def pulumi(self, *arguments: str, program: str | None = None) -> subprocess.CompletedProcess[str]:
        """Runs pulumi, with another program if one is given; both streams are in ``stdout``."""
        if program is not None:
            (self.folder / "__main__.py").write_text(program)
        command = ["pulumi", *arguments, "--stack", "dev", "--color", "never"]
        return subprocess.run(
            command, cwd=self.folder, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            check=False, timeout=120,
        )  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty stack `dev` of a program that creates one component."""
    folder = tmp_path / "project"
    for place in (folder, tmp_path / "state", tmp_path / "home"):
        place.mkdir()
    (folder / "Pulumi.yaml").write_text(PROJECT)
    (folder / "__main__.py").write_text(GROWS)
    (folder / "part.py").write_text(PART)
    settings = {
        "PULUMI_BACKEND_URL": f"file://{tmp_path / 'state'}",
        "PULUMI_HOME": str(tmp_path / "home"),
        "PULUMI_CONFIG_PASSPHRASE": "test",
        "PULUMI_SKIP_UPDATE_CHECK": "true",
    }
    project = Project(folder, find_or_build().path(os.environ) | settings)
    created = subprocess.run(["pulumi", "stack", "init", "dev"], cwd=folder, env=project.env, capture_output=True)
    assert created.returncode == 0, created.stderr
    return project


def test_a_stack_lives_its_life(project: Project) -> None:
    up = project.pulumi("up", "--yes", "--skip-preview")
    assert up.returncode == 0
    assert "a line from the program" in up.stdout
    assert "warning" not in up.stdout
    outputs = project.pulumi("stack", "output", "--json").stdout
    assert json.loads(outputs) == {"answer": 42, "preview": False}
    assert _counts(project.pulumi("refresh", "--yes").stdout) == {"unchanged": 2}
    assert _counts(project.pulumi("up", "--yes", "--skip-preview").stdout) == {"unchanged": 2}
    assert _counts(project.pulumi("destroy", "--yes").stdout) == {"deleted": 2}


def test_a_run_error_is_told_once_and_without_traceback(project: Project) -> None:
    program = 'import pulumi\nraise pulumi.RunError("config/a.yaml:1:1: RS101 one\\nconfig/b.yaml:2:2: RS102 two")\n'
    assert _told(project.pulumi("preview", program=program)) == [
        "error: config/a.yaml:1:1: RS101 one",
        "config/b.yaml:2:2: RS102 two",
    ]


def test_a_run_error_of_an_asynchronous_program_is_told_once(project: Project) -> None:
    program = 'import pulumi\nasync def main():\n    raise pulumi.RunError("no")\npulumi.run(main)\n'
    assert _told(project.pulumi("up", "--yes", "--skip-preview", program=program)) == ["error: no"]


def test_a_bug_is_told_once_from_the_programs_own_code_on(project: Project) -> None:
    assert _told(project.pulumi("preview", program="names = {}\nnames['plat']\n")) == [
        "error: Program failed with an unhandled exception:",
        "Traceback (most recent call last):",
        f'File "{project.folder}/__main__.py", line 2, in <module>',
        "names['plat']",
        "KeyError: 'plat'",
    ]


def test_a_syntax_error_is_told_with_its_place(project: Project) -> None:
    assert _told(project.pulumi("preview", program="names = = {}\n")) == [
        "error: Program failed with an unhandled exception:",
        f'File "{project.folder}/__main__.py", line 1',
        "names = = {}",
        "SyntaxError: invalid syntax",
    ]


def test_a_program_that_ends_itself_is_told(project: Project) -> None:
    assert _told(project.pulumi("preview", program="import sys\nsys.exit(3)\n")) == [
        "error: The program ended itself with exit code 3"
    ]


def test_a_folder_without_a_program_is_named(project: Project) -> None:
    (project.folder / "__main__.py").unlink()
    assert _told(project.pulumi("preview")) == [
        f"error: {project.folder} holds no Pulumi program: there is no {project.folder}/__main__.py"
    ]


def test_a_stack_that_was_never_created_is_the_engines_own_sentence(project: Project) -> None:
    program = """\
import pulumi

async def main():
    await pulumi.StackReference("organization/small/nowhere").get_output_details("answer")

pulumi.run(main)
"""
    told = _told(project.pulumi("preview", program=program))
    assert 'error: Preview failed: unknown stack "organization/small/nowhere"' in told
    assert not [line for line in told if "Traceback" in line or "monitor" in line]


def test_a_resource_without_provider_is_refused_when_default_providers_are_disabled(project: Project) -> None:
    told = _told(project.pulumi("preview", program='import pulumi_aws\npulumi_aws.s3.Bucket("logs")\n'))
    assert told[0].startswith("error: Default provider for 'aws' disabled.")


def test_nothing_is_left_when_the_engine_is_killed(project: Project) -> None:
    pid_file = project.folder / "pid"
    (project.folder / "__main__.py").write_text(
        f"import os, pathlib, time\npathlib.Path({str(pid_file)!r}).write_text(str(os.getpid()))\ntime.sleep(60)\n"
    )
    command = ["pulumi", "preview", "--stack", "dev"]
    engine = subprocess.Popen(command, cwd=project.folder, env=project.env, stdout=subprocess.DEVNULL)
    assert _becomes_true(lambda: pid_file.exists() and pid_file.read_text() != "", 60)
    engine.send_signal(signal.SIGKILL)
    engine.wait()
    assert _becomes_true(lambda: not _runs(int(pid_file.read_text())), 5)


def _told(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What Pulumi lists as diagnostics, without blank lines, headings and underlining."""
    assert done.returncode != 0
    diagnostics = done.stdout.partition("Diagnostics:\n")[2].partition("Resources:\n")[0]
    lines = [line.strip() for line in diagnostics.splitlines()]
    return [line for line in lines if line.strip("^~ ") and not re.fullmatch(r"\S+ \(\S+\):", line)]


def _counts(output: str) -> dict[str, int]:
    """The last summary of an operation, as in ``{"unchanged": 2}``."""
    summary = output.rpartition("Resources:\n")[2].partition("\n\n")[0]
    return {words[-1]: int(words[-2]) for words in (line.split() for line in summary.splitlines()) if len(words) > 1}


def _becomes_true(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
