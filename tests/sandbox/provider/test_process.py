"""The provider as a process: how it starts, and that it never outlives its engine."""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import grpc
import pytest
from google.protobuf import empty_pb2
from pulumi.runtime.proto import plugin_pb2

from sandbox.provider.install import VERSION, folder, install
from tests.sandbox.provider.conftest import ROOT

_PARENT = """
import subprocess, sys, time
child = subprocess.Popen([sys.argv[1]], stdout=subprocess.PIPE, text=True)
print(child.pid, child.stdout.readline(), end="", flush=True)
time.sleep(60)
"""


@pytest.fixture
def plugin(tmp_path: Path) -> Path:
    home = tmp_path / "pulumi home"
    install(folder(home), Path(sys.executable), ROOT)
    return folder(home) / "pulumi-resource-aws"


@pytest.fixture
def process(plugin: Path) -> Iterator[subprocess.Popen[str]]:
    started = subprocess.Popen([plugin], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    yield started
    started.kill()
    started.communicate()


def test_the_plugin_is_of_the_version_that_the_program_needs(plugin: Path) -> None:
    required = (ROOT / "requirements.txt").read_text().splitlines()
    assert any(line.replace("_", "-").startswith(f"pulumi-aws=={VERSION}") for line in required)
    assert plugin.parent.name == f"resource-aws-v{VERSION}"
    assert plugin.stat().st_mode & stat.S_IXUSR


def test_installing_twice_changes_nothing(plugin: Path) -> None:
    before = plugin.stat().st_mtime_ns
    install(plugin.parent, Path(sys.executable), ROOT)
    assert plugin.stat().st_mtime_ns == before


def test_it_prints_its_port_and_answers(process: subprocess.Popen[str]) -> None:
    assert process.stdout
    with grpc.insecure_channel(f"127.0.0.1:{int(process.stdout.readline())}") as channel:
        call = channel.unary_unary(
            "/pulumirpc.ResourceProvider/GetPluginInfo",
            request_serializer=lambda message: message.SerializeToString(),
            response_deserializer=plugin_pb2.PluginInfo.FromString,
        )
        assert call(empty_pb2.Empty(), timeout=10).version == VERSION


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_quietly_when_told(process: subprocess.Popen[str], number: signal.Signals) -> None:
    assert process.stdout
    process.stdout.readline()
    process.send_signal(number)
    out, err = process.communicate(timeout=10)
    assert (process.returncode, out, err) == (0, "", "")


def test_it_ends_when_the_engine_was_killed(plugin: Path) -> None:
    engine = subprocess.Popen([sys.executable, "-c", _PARENT, str(plugin)], stdout=subprocess.PIPE, text=True)
    assert engine.stdout
    provider = int(engine.stdout.readline().split()[0])
    engine.kill()
    engine.wait()
    assert _gone(provider, 5)


def _gone(process: int, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(process, os.WNOHANG)
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        if Path(f"/proc/{process}/stat").exists() and ") Z " in Path(f"/proc/{process}/stat").read_text():
            return True
        time.sleep(0.05)
    return False


def test_it_reads_the_engines_protocol_and_nothing_else_of_pulumi() -> None:
    program = "import sys, sandbox.provider.__main__; print(*(name for name in sys.modules if 'pulumi' in name))"
    read = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {name for name in read.split() if not name.startswith("pulumi.runtime.proto")} == {
        "pulumi",
        "pulumi.runtime",
    }
