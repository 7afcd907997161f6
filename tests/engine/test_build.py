"""Building Pulumi, with a Go that takes no time."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from engine import build
from engine.errors import EngineError

Script = Callable[[str, str], Path]

FAKE_GO = """\
case $1 in
  env) echo go1.26.8 ;;
  build)
    echo "$GOFLAGS" "$@" >> "$HOME/builds"
    echo 'go: downloading example.com/one v1.0.0' >&2
    echo 'example.com/one/package' >&2
    {extra}
    while [ "$1" != -o ]; do shift; done
    printf '#!/bin/sh\\necho v{answer}\\n' > "$2"
    chmod +x "$2" ;;
esac"""


def test_it_is_built_with_the_pinned_modules_only_and_says_what_it_does(
    env: dict[str, str], script: Script, tmp_path: Path
) -> None:
    go = _fake_go(script)
    said: list[str] = []
    built = build.build(env | {"GOFLAGS": "-mod=mod"}, said.append)
    assert built == build.built_cli(env)
    assert subprocess.run([built], capture_output=True, check=True).stdout == b"v3.210.0\n"
    assert (tmp_path / "builds").read_text() == (
        "-mod=readonly build -v -trimpath -mod=readonly -buildvcs=false"
        " -ldflags -s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=3.210.0"
        f" -o {built.with_name('unfinished-pulumi')} github.com/pulumi/pulumi/pkg/v3/cmd/pulumi\n"
    )
    assert said == [
        "Pulumi is not installed: building Pulumi 3.210.0 from its Go modules (once, 2-3 minutes)",
        f"Built Pulumi 3.210.0 in 0 s: {built}",
    ]
    assert go.exists()


def test_a_second_run_builds_nothing_and_says_nothing(env: dict[str, str], script: Script) -> None:
    _fake_go(script)
    build.build(env, lambda _line: None)
    script("go", "exit 1")
    said: list[str] = []
    build.build(env, said.append)
    assert said == []


def test_on_a_terminal_one_line_tells_how_it_goes(env: dict[str, str], script: Script) -> None:
    _fake_go(script, extra="sleep 1.5")
    live: list[str] = []
    build.build(env, lambda _line: None, live.append)
    assert live == ["  1 s: 1 modules downloaded, 1 packages compiled", ""]


def test_what_go_complains_about_is_shown_without_its_progress(env: dict[str, str], script: Script) -> None:
    go = _fake_go(script, extra="echo 'verifying example.com/one: checksum mismatch' >&2; exit 1")
    with pytest.raises(EngineError) as failed:
        build.build(env, lambda _line: None)
    assert str(failed.value) == (
        f"Pulumi 3.210.0 could not be built with {go}:\n  verifying example.com/one: checksum mismatch"
    )
    assert _in_cache(env) == ["lock"]


def test_a_cli_that_is_not_the_pinned_one_is_not_kept(env: dict[str, str], script: Script) -> None:
    go = _fake_go(script, answer="3.0.0")
    with pytest.raises(EngineError) as failed:
        build.build(env, lambda _line: None)
    assert str(failed.value) == f"The Pulumi built with {go} says it is version 3.0.0, not 3.210.0."
    assert _in_cache(env) == ["lock"]


def test_what_an_interrupted_build_left_is_swept_up_by_the_next(env: dict[str, str], script: Script) -> None:
    _fake_go(script)
    folder = build.built_cli(env).parent
    folder.mkdir(parents=True)
    (folder / "unfinished-pulumi").write_text("half a CLI")
    build.build(env, lambda _line: None)
    assert _in_cache(env) == ["lock", "pulumi"]


def test_an_interrupt_stops_go_and_leaves_nothing(env: dict[str, str], script: Script) -> None:
    _fake_go(script, extra="sleep 60")

    def interrupt(_line: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build.build(env, lambda _line: None, live=interrupt)
    assert _in_cache(env) == ["lock"]


def test_of_two_at_once_one_builds_and_the_other_waits(env: dict[str, str], script: Script, tmp_path: Path) -> None:
    _fake_go(script, extra="sleep 1")
    said: list[str] = []
    both = [threading.Thread(target=build.build, args=(env, said.append)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert len((tmp_path / "builds").read_text().splitlines()) == 1
    assert "Another process is building Pulumi; waiting for it" in said


def test_a_cache_that_cannot_be_written_is_named(env: dict[str, str], script: Script, tmp_path: Path) -> None:
    _fake_go(script)
    (tmp_path / "cache").write_text("a file in the way")
    with pytest.raises(EngineError, match=r"^Pulumi cannot be built in .*/cache/rootstock/engine/3\.210\.0-\w+: "):
        build.build(env, lambda _line: None)


def _fake_go(script: Script, answer: str = "3.210.0", extra: str = ":") -> Path:
    return script("go", FAKE_GO.format(answer=answer, extra=extra))


def _in_cache(env: dict[str, str]) -> list[str]:
    return sorted(file.name for file in build.built_cli(env).parent.iterdir())
