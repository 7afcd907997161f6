"""Which engine is used, and with which language host."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from engine import build, cache, executables, installed
from engine.toolchain import Engine, find_or_build

Script = Callable[[str, str], Path]


def test_an_installed_pulumi_with_its_language_host_is_used_as_it_is(env: dict[str, str], script: Script) -> None:
    pulumi = script("pulumi", "echo v3.250.1")
    script("pulumi-language-python", "exit 1")
    engine = find_or_build(env=env)
    assert engine == Engine(pulumi, pulumi.parent, "3.250.1", built=False)
    assert engine.path(env) == env


def test_an_installed_pulumi_may_have_its_language_host_beside_what_a_link_points_to(
    env: dict[str, str], path: Path, tmp_path: Path
) -> None:
    real = tmp_path / "opt"
    real.mkdir()
    for name in ("pulumi", "pulumi-language-python"):
        (real / name).write_text("#!/bin/sh\necho v3.250.1\n")
        (real / name).chmod(0o755)
    (path / "pulumi").symlink_to(real / "pulumi")
    assert find_or_build(env=env) == Engine(path / "pulumi", path, "3.250.1", built=False)


def test_an_installed_pulumi_without_language_host_gets_ours_beside_it(env: dict[str, str], script: Script) -> None:
    script("pulumi", "echo v3.250.1")
    folder = cache.checkout_folder(env, executables.CHECKOUT)
    engine = find_or_build(env=env)
    assert engine == Engine(folder / "pulumi", folder, "3.250.1", built=False)
    assert engine.path(env) == env | {"PATH": f"{folder}:{env['PATH']}"}


def test_without_an_installed_pulumi_it_is_built_and_gets_our_language_host(env: dict[str, str]) -> None:
    _already_built(env)
    folder = cache.checkout_folder(env, executables.CHECKOUT)
    assert find_or_build(env=env) == Engine(folder / "pulumi", folder, "3.210.0", built=True)
    assert sorted(file.name for file in folder.iterdir()) == ["pulumi", "pulumi-language-python"]


def test_the_shared_build_and_the_checkouts_pulumi_are_one_file(env: dict[str, str]) -> None:
    built = _already_built(env)
    assert find_or_build(env=env).pulumi.samefile(built)


def test_a_new_build_replaces_the_checkouts_pulumi(env: dict[str, str]) -> None:
    built = _already_built(env)
    find_or_build(env=env)
    built.unlink()
    built.write_text("#!/bin/sh\necho another build\n")
    assert find_or_build(env=env).pulumi.samefile(built)


def test_the_language_host_runs_with_this_python_from_this_checkout(env: dict[str, str]) -> None:
    _already_built(env)
    host = find_or_build(env=env).bin_dir / "pulumi-language-python"
    assert host.read_text() == (
        f"#!/bin/sh\n{installed.MARK}\n"
        f"PYTHONPATH={executables.CHECKOUT}${{PYTHONPATH:+:$PYTHONPATH}}"
        f' exec {sys.executable} -P -u -m engine.language_host "$@"\n'
    )


def test_inside_a_path_of_ours_the_same_engine_is_found_again(env: dict[str, str]) -> None:
    _already_built(env)
    engine = find_or_build(env=env)
    inside = engine.path(env)
    assert find_or_build(env=inside) == engine
    assert engine.path(inside) == inside


def _already_built(env: dict[str, str]) -> Path:
    built = build.built_cli(env)
    built.parent.mkdir(parents=True)
    built.write_text("#!/bin/sh\necho v3.210.0\n")
    built.chmod(0o755)
    assert subprocess.run([built, "version"], capture_output=True, check=True).stdout == b"v3.210.0\n"
    return built
