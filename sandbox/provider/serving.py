"""The provider as a process: a gRPC server on a loopback port that it prints."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

import grpc

from sandbox.provider import guardian
from sandbox.provider.servicer import Servicer

_MOST_CALLS_AT_ONCE = 64
_SECONDS_TO_FINISH = 5.0
_LARGEST_MESSAGE = 400 * 1024 * 1024  # Pulumi's own limit


def serve(version: str) -> None:
    """Serves until it is told to stop or the engine is gone. Prints the port first, as the engine expects."""
    logging.getLogger("grpc").addHandler(logging.NullHandler())
    stopped = threading.Event()
    guardian.watch(stopped.set)
    options = [
        ("grpc.max_receive_message_length", _LARGEST_MESSAGE),
        ("grpc.max_send_message_length", _LARGEST_MESSAGE),
    ]
    server = grpc.server(ThreadPoolExecutor(max_workers=_MOST_CALLS_AT_ONCE), options=options)
    server.add_generic_rpc_handlers((Servicer(version).handler(),))
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print(port, flush=True)
    # The engine's first calls do not need AWS yet; meanwhile the slow import is under way.
    threading.Thread(target=_import_botocore, daemon=True).start()
    stopped.wait()
    server.stop(_SECONDS_TO_FINISH).wait()


def _import_botocore() -> None:
    import botocore.session  # noqa: F401
