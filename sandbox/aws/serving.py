"""Listening on loopback, being found, and ending when the owner is gone."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path
from types import FrameType

from moto.moto_server.werkzeug_app import MotoRequestHandler
from werkzeug.serving import make_server

from sandbox.aws import credentials, loopback, memory, services
from sandbox.aws.application import Application
from sandbox.aws.enforcement import gate
from sandbox.aws.settings import current
from sandbox.home import SNAPSHOTS
from sandbox.process import this_process
from sandbox.server import ServerRecord

LOOPBACK = "127.0.0.1"
_LOOK_AROUND_SECONDS = 1.0


class AnswersInOnePiece(MotoRequestHandler):  # type: ignore[misc]
    """Sends the headers of an answer together with a short body.

    AWS's library for Go may close its connection once it has the headers, with the body still to come (decision 0078).
    """

    wbufsize = 65536

    def handle_expect_100(self) -> bool:
        """Asks for a body that waits to be asked for: at once, and not a second time as Werkzeug would."""
        asked: bool = super().handle_expect_100()
        self.wfile.flush()
        del self.headers["Expect"]
        return asked

    def log_request(self, *args: object) -> None:
        """Says nothing: the application writes one line per call."""


def serve(record: Path, checkout: Path, port: int) -> None:
    """Serves until SIGTERM, or until the record no longer names this process, or the checkout is gone."""
    loopback.forbid_outside()
    memory.install()
    credentials.install()
    services.prepare()
    if current().enforce:
        gate.install()
    server = make_server(
        LOOPBACK, port, Application(record.parent / SNAPSHOTS), threaded=True, request_handler=AnswersInOnePiece
    )
    server.daemon_threads = True
    process = this_process()
    ServerRecord(process.pid, process.began, server.server_port, str(checkout), current().management_account_id).write(
        record
    )

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        os._exit(0)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_owner, args=(record, checkout), daemon=True).start()
    threading.Thread(target=services.warm, daemon=True).start()
    server.serve_forever()


def _end_with_owner(record: Path, checkout: Path) -> None:
    while True:
        time.sleep(_LOOK_AROUND_SECONDS)
        known = ServerRecord.read(record)
        if known is None or known.pid != os.getpid() or not checkout.is_dir():
            # State lives in memory only, there is nothing to put away.
            os._exit(0)
