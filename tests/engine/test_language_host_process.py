"""The language host as the engine starts it: a process that serves, and that never outlives the engine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import grpc
import pytest
from pulumi.runtime.proto import language_pb2, language_pb2_grpc

from engine.executables import CHECKOUT

HOST = [sys.executable, "-P", "-u", "-m", "engine.language_host", "127.0.0.1:1"]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(CHECKOUT)}


def test_it_prints_its_port_and_answers_what_the_cli_asks_about_a_project() -> None:
    with _host() as process:
        stub = _stub(process)
        about = stub.About(language_pb2.AboutRequest())
        assert (about.executable, about.version) == (sys.executable, ".".join(map(str, sys.version_info[:3])))
        assert stub.GetPluginInfo(language_pb2.GetProgramDependenciesRequest()).version == "3.272.0"
        assert list(stub.GetRequiredPackages(language_pb2.GetRequiredPackagesRequest()).packages) == []
        assert [each.stdout for each in stub.InstallDependencies(language_pb2.InstallDependenciesRequest())] == [
            b"Nothing to install: the launcher `./rootstock` keeps the project's Python packages up to date.\n"
        ]


def test_direct_dependencies_are_those_that_no_other_package_needs() -> None:
    with _host() as process:
        stub = _stub(process)
        everything = _names(stub, transitive=True)
        direct = _names(stub, transitive=False)
        assert "pulumi_aws" in direct
        assert "semver" in everything
        assert direct < everything - {"semver"}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_quietly(number: signal.Signals) -> None:
    with _host() as process:
        process.send_signal(number)
        rest, complaints = process.communicate(timeout=10)
        assert (process.returncode, rest, complaints) == (0, "", "")


def test_it_ends_when_the_engine_is_killed() -> None:
    start = "import subprocess, sys; host = subprocess.Popen(sys.argv[1:]); print(host.pid, flush=True); host.wait()"
    engine = subprocess.Popen([sys.executable, "-c", start, *HOST], stdout=subprocess.PIPE, text=True, env=ENVIRONMENT)
    assert engine.stdout is not None
    host, _port = int(engine.stdout.readline()), int(engine.stdout.readline())
    engine.kill()
    engine.wait()
    assert _ends_within(5, host)


@contextmanager
def _host() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(HOST, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT) as process:
        try:
            assert process.stdout is not None
            process.port = int(process.stdout.readline())  # type: ignore[attr-defined]
            yield process
        finally:
            process.kill()


def _stub(process: subprocess.Popen[str]) -> language_pb2_grpc.LanguageRuntimeStub:
    return language_pb2_grpc.LanguageRuntimeStub(grpc.insecure_channel(f"127.0.0.1:{process.port}"))  # type: ignore[attr-defined]


def _names(stub: language_pb2_grpc.LanguageRuntimeStub, *, transitive: bool) -> set[str]:
    request = language_pb2.GetProgramDependenciesRequest(transitiveDependencies=transitive)
    return {each.name for each in stub.GetProgramDependencies(request).dependencies}


def _ends_within(seconds: float, pid: int) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False
