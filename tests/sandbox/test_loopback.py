"""The simulated AWS never leaves this machine."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest

from sandbox import server
from sandbox.aws.loopback import is_local
from sandbox.home import Home
from sandbox.server import ServerRecord

_TRIES = """
import socket
from sandbox.aws.loopback import forbid_outside
forbid_outside()
for host in ("192.0.2.1", "2001:db8::1", "localhost", "127.0.0.1"):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as there:
            there.connect((host, 9))
    except OSError as error:
        print(host, type(error).__name__)
try:
    socket.getaddrinfo("example.com", 80)
except OSError as error:
    print("lookup", type(error).__name__)
"""


@pytest.fixture
def record(tmp_path: Path) -> Iterator[ServerRecord]:
    home = Home(tmp_path / "home")
    home.make()
    yield server.launch(home, tmp_path, "123456789012")
    server.shut_down(home)


def _addresses(pid: int) -> set[str]:
    """The addresses, local and remote, of all TCP and UDP sockets of a process: in hexadecimal, as Linux lists them."""
    inodes = set()
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        try:
            target = str(descriptor.readlink())
        except OSError:
            continue
        if target.startswith("socket:["):
            inodes.add(target[8:-1])
    found = set()
    for protocol in ("tcp", "tcp6", "udp", "udp6"):
        table = Path(f"/proc/{pid}/net/{protocol}")
        for line in table.read_text().splitlines()[1:] if table.exists() else []:
            fields = line.split()
            if fields[9] in inodes:
                found |= {fields[1].split(":")[0], fields[2].split(":")[0]}
    return found


@pytest.mark.skipif(not Path("/proc/self/net/tcp").exists(), reason="sockets are listed by Linux only")
def test_its_sockets_have_loopback_addresses_only(record: ServerRecord) -> None:
    seen = _addresses(record.pid)
    for service in ("sts", "organizations", "iam", "s3", "ec2", "kms", "cloudtrail", "budgets", "ssm"):
        client = boto3.client(
            service,
            region_name="us-east-1",
            endpoint_url=record.url,
            aws_access_key_id="123456789012",
            aws_secret_access_key="any",
        )
        client.meta.events.register("response-received", lambda **_: seen.update(_addresses(record.pid)))
        operation = {"sts": "get_caller_identity", "s3": "list_buckets", "ec2": "describe_regions"}.get(service)
        if operation:
            getattr(client, operation)()
    nowhere, loopback = "00000000", "0100007F"
    assert loopback in seen
    assert seen <= {nowhere, loopback}


def test_whatever_reaches_out_is_stopped() -> None:
    answer = subprocess.run([sys.executable, "-c", _TRIES], capture_output=True, text=True, check=True)
    assert answer.stdout.splitlines() == [
        "192.0.2.1 OutsideError",
        "2001:db8::1 OutsideError",
        "localhost ConnectionRefusedError",
        "127.0.0.1 ConnectionRefusedError",
        "lookup OutsideError",
    ]


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("169.254.169.254", False),
        ("10.0.0.1", False),
        ("sts.amazonaws.com", False),
    ],
)
def test_only_loopback_is_local(host: str, local: bool) -> None:
    assert is_local(host) is local
