"""The process that serves the simulated AWS: started, found again, and ended."""

from __future__ import annotations

import json
import os
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from model.whole_file import write_whole
from sandbox.errors import SandboxError
from sandbox.home import Home
from sandbox.process import ProcessId, end, spawn

HEALTH_PATH = "/_sandbox/health"
PAGE_PATH = "/_rootstock/"
CONTROL_HEADER = "X-Rootstock"
START_SECONDS = 60.0
SOURCE = Path(__file__).resolve().parents[1]
_KEPT_VARIABLES = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "VIRTUAL_ENV", "COVERAGE_PROCESS_START")


@dataclass(frozen=True)
class ServerRecord:
    """What is written down about a running server. ``port`` is on 127.0.0.1."""

    pid: int
    began: str
    port: int
    checkout: str
    management_account_id: str

    @property
    def process(self) -> ProcessId:
        """The process that serves."""
        return ProcessId(self.pid, self.began)

    @property
    def url(self) -> str:
        """Where the simulated AWS answers."""
        return f"http://127.0.0.1:{self.port}"

    def write(self, path: Path) -> None:
        """The record is in ``path``, whole or not at all."""
        write_whole(path, json.dumps(asdict(self)))

    @staticmethod
    def read(path: Path) -> ServerRecord | None:
        """The record in ``path``; None when there is none or it cannot be understood."""
        try:
            return ServerRecord(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None


def running(home: Home) -> ServerRecord | None:
    """The record of the server that runs for ``home``; None when none does, whatever a stale record says."""
    record = ServerRecord.read(home.record)
    return record if record and record.process.alive else None


def healthy(record: ServerRecord, timeout: float = 2.0) -> bool:
    """Whether the server answers, and is the one that the record describes."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(record.url + HEALTH_PATH, timeout=timeout) as answer:
            return bool(json.load(answer)["pid"] == record.pid)
    except (OSError, ValueError, KeyError, urllib.error.URLError):
        return False


def launch(home: Home, checkout: Path, management_account_id: str, options: Sequence[str] = ()) -> ServerRecord:
    """The record of a fresh server that answers. Raises SandboxError with the end of its log when it does not.

    ``options`` are more arguments of ``python -m sandbox.aws``.
    """
    home.record.unlink(missing_ok=True)
    home.log.unlink(missing_ok=True)
    home.options.write_text(json.dumps(list(options)), encoding="utf-8")
    command = [sys.executable, "-m", "sandbox.aws", "--record", str(home.record), "--checkout", str(checkout)]
    command += ["--management-account-id", management_account_id, *options]
    process = spawn(command, SOURCE, _environment(home), home.log)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        record = ServerRecord.read(home.record)
        if record and record.pid == process.pid and healthy(record):
            return record
        time.sleep(0.02)
    if process.poll() is None:
        process.kill()
        process.wait()
    raise SandboxError(f"The simulated AWS did not start. The end of its log ({home.log}):\n{_end_of(home.log)}")


def options_of(home: Home) -> list[str]:
    """The options that the server of ``home`` was launched with."""
    try:
        return [str(option) for option in json.loads(home.options.read_text(encoding="utf-8"))]
    except (OSError, ValueError):
        return []


def keep(record: ServerRecord, name: str) -> None:
    """What the server holds is in its home's folder ``snapshots/<name>``. Raises SandboxError."""
    _control(record, f"snapshots/{name}/save")


def bring_back(record: ServerRecord, name: str) -> None:
    """The server holds what it held when ``name`` was kept, and nothing else. Raises SandboxError."""
    _control(record, f"snapshots/{name}/load")


def _control(record: ServerRecord, what: str) -> None:
    # A header of our own cannot be sent by the page of somebody else that happens to be open in a browser.
    request = urllib.request.Request(  # noqa: S310 - loopback
        record.url + PAGE_PATH + what, b"", {CONTROL_HEADER: str(record.pid)}, method="POST"
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        opener.open(request, timeout=60.0).close()
    except urllib.error.HTTPError as error:
        raise SandboxError(f"The simulated AWS could not do that: {error.read().decode(errors='replace')}") from None
    except OSError as error:
        raise SandboxError(f"The simulated AWS does not answer: {error}") from None


def shut_down(home: Home) -> bool:
    """Nothing serves ``home`` any longer. True when something did."""
    record = running(home)
    if record:
        end(record.process)
    home.record.unlink(missing_ok=True)
    return record is not None


def _environment(home: Home) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    # The server never speaks as anybody: no profile, no credentials, no metadata service may reach it.
    return kept | {
        "AWS_CONFIG_FILE": str(home.aws_config),
        "AWS_SHARED_CREDENTIALS_FILE": str(home.aws_config),
        "AWS_EC2_METADATA_DISABLED": "true",
        "PYTHONUNBUFFERED": "1",
    }


def _end_of(log: Path, lines: int = 15) -> str:
    try:
        return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
    except OSError:
        return "(no log)"
