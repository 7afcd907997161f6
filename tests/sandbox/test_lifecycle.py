"""A sandbox starts from nothing, is found again, and leaves nothing behind."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sandbox import server
from sandbox.home import Home
from sandbox.process import ProcessId, this_process
from sandbox.server import HEALTH_PATH, ServerRecord

MANAGEMENT = "123456789012"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "checkout"
    folder.mkdir()
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    home = Home(tmp_path / "home")
    home.make()
    yield home
    server.shut_down(home)


def _until(done: Callable[[], object], seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.02)


def test_a_server_starts_answers_and_stops(home: Home, checkout: Path) -> None:
    record = server.launch(home, checkout, MANAGEMENT)
    assert server.running(home) == record
    assert server.healthy(record)
    assert server.shut_down(home)
    assert (record.process.alive, server.running(home), home.record.exists()) == (False, None, False)
    assert not server.shut_down(home)


def test_a_record_of_a_process_that_is_gone_counts_for_nothing(home: Home) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    ServerRecord(gone.pid, "long ago", 1, "x", MANAGEMENT).write(home.record)
    assert server.running(home) is None


def test_a_stranger_with_the_recorded_number_is_left_alone(home: Home) -> None:
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        ServerRecord(stranger.pid, "another time", 1, "x", MANAGEMENT).write(home.record)
        assert server.running(home) is None
        assert not server.shut_down(home)
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"pid": 1}'])
def test_a_record_that_makes_no_sense_counts_for_nothing(home: Home, content: str) -> None:
    home.record.write_text(content)
    assert server.running(home) is None


def test_a_killed_server_is_seen_to_be_gone(home: Home, checkout: Path) -> None:
    record = server.launch(home, checkout, MANAGEMENT)
    os.kill(record.pid, signal.SIGKILL)
    _until(lambda: server.running(home) is None)
    assert server.launch(home, checkout, MANAGEMENT).process.alive


@pytest.mark.parametrize("what", ["checkout", "home"])
def test_a_server_ends_by_itself_when_what_it_belongs_to_is_deleted(home: Home, checkout: Path, what: str) -> None:
    record = server.launch(home, checkout, MANAGEMENT)
    shutil.rmtree(checkout if what == "checkout" else home.root)
    _until(lambda: not record.process.alive)


def test_a_server_that_another_replaced_ends_by_itself(home: Home, checkout: Path) -> None:
    first = server.launch(home, checkout, MANAGEMENT)
    second = server.launch(home, checkout, MANAGEMENT)
    _until(lambda: not first.process.alive)
    assert server.healthy(second)


def test_it_is_in_a_session_of_its_own(home: Home, checkout: Path) -> None:
    record = server.launch(home, checkout, MANAGEMENT)
    assert os.getsid(record.pid) == record.pid != os.getsid(0)


def test_two_homes_have_two_servers(tmp_path: Path, home: Home, checkout: Path) -> None:
    other = Home(tmp_path / "other")
    other.make()
    try:
        first, second = server.launch(home, checkout, MANAGEMENT), server.launch(other, checkout, "210987654321")
        assert first.port != second.port
        assert [record.management_account_id for record in (first, second)] == [MANAGEMENT, "210987654321"]
    finally:
        server.shut_down(other)


def test_a_server_that_cannot_start_says_why(home: Home, checkout: Path) -> None:
    with pytest.raises(server.SandboxError, match=r"did not start(?s:.*)invalid int value"):
        server.launch(home, checkout, MANAGEMENT, ["--port", "none"])


def test_health_names_the_process(home: Home, checkout: Path) -> None:
    record = server.launch(home, checkout, MANAGEMENT)
    connection = http.client.HTTPConnection("127.0.0.1", record.port)
    connection.request("GET", HEALTH_PATH)
    assert json.load(connection.getresponse()) == {"pid": record.pid}
    connection.close()


def test_a_process_is_told_from_another_with_its_number() -> None:
    me = this_process()
    assert me.alive
    assert not ProcessId(me.pid, "another time").alive
