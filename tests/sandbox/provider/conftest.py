"""The simulated AWS, and engines that have an account of it to themselves."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import grpc
import pytest

from sandbox.provider.servicer import Servicer
from tests.sandbox.provider.engine import Engine

ROOT = Path(__file__).resolve().parents[3]
_accounts = itertools.count(100000000000)


@pytest.fixture(scope="session")
def aws_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The simulated AWS, as fast as it can be."""
    record = tmp_path_factory.mktemp("aws") / "server.json"
    quick = ("account-creation", "closing", "policy-type", "region", "quota-increase")
    options = [part for name in quick for part in (f"--{name}-seconds", "0.02")]
    command = [sys.executable, "-m", "sandbox.aws", "--record", str(record), "--checkout", str(ROOT), *options]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 120
        while not record.exists() and time.monotonic() < end and process.poll() is None:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{json.loads(record.read_text())['port']}"
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def bare_engine(aws_url: str) -> Iterator[Engine]:
    """An engine whose provider is not configured yet; with an account of its own."""
    server = grpc.server(ThreadPoolExecutor(max_workers=16))
    server.add_generic_rpc_handlers((Servicer("7.51.1").handler(),))
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        yield Engine(channel, aws_url, str(next(_accounts)))
    server.stop(0)


@pytest.fixture
def engine(bare_engine: Engine) -> Engine:
    """An engine with a configured provider and an account of its own."""
    bare_engine.configure(defaultTags={"tags": {"Namespace": "acme"}})
    return bare_engine
