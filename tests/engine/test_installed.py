"""Which `pulumi` on PATH counts as installed by the user."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from engine import cache, installed

Script = Callable[[str, str], Path]


def test_the_first_pulumi_that_answers_is_the_one(env: dict[str, str], script: Script) -> None:
    pulumi = script("pulumi", "echo v3.250.1")
    assert installed.working_cli(env) == (pulumi, "3.250.1")


def test_without_one_there_is_none(env: dict[str, str]) -> None:
    assert installed.working_cli(env) is None


def test_a_version_managers_empty_promise_is_passed_over(env: dict[str, str], script: Script, tmp_path: Path) -> None:
    script("pulumi", "echo 'no version is set for pulumi' >&2; exit 126")
    real = _executable(tmp_path / "opt" / "pulumi", "#!/bin/sh\necho v3.250.1\n")
    env["PATH"] += f":{real.parent}"
    assert installed.working_cli(env) == (real, "3.250.1")


def test_a_wrapper_of_ours_is_not_an_installed_pulumi(env: dict[str, str], script: Script) -> None:
    script("pulumi", f'{installed.MARK}\nexec pulumi "$@"')
    assert installed.working_cli(env) is None


def test_what_lies_in_our_cache_is_not_an_installed_pulumi(env: dict[str, str]) -> None:
    built = _executable(cache.builds(env) / "3.210.0-abc" / "pulumi", "#!/bin/sh\necho v3.210.0\n")
    env["PATH"] = f"{built.parent}:{env['PATH']}"
    assert installed.working_cli(env) is None


def test_a_link_into_our_cache_is_not_an_installed_pulumi(env: dict[str, str], path: Path) -> None:
    built = _executable(cache.builds(env) / "3.210.0-abc" / "pulumi", "#!/bin/sh\necho v3.210.0\n")
    (path / "pulumi").symlink_to(built)
    assert installed.working_cli(env) is None


def _executable(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True)
    file.write_text(text)
    file.chmod(0o755)
    return file
