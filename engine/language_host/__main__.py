"""Serves the language host until the engine is gone; programs run in the main thread, one after the other."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import grpc
from pulumi.runtime.proto import language_pb2_grpc

from engine.language_host.program import Runs
from engine.language_host.service import LanguageHost
from engine.lifeline import end_with_parent

_THREADS = 8
_UNLIMITED = -1


def main() -> None:
    """Prints the port and serves. The last argument is the engine's address."""
    end_with_parent()
    runs = Runs(engine_address=sys.argv[-1])
    server = grpc.server(
        ThreadPoolExecutor(_THREADS),
        options=[("grpc.max_receive_message_length", _UNLIMITED), ("grpc.max_send_message_length", _UNLIMITED)],
    )
    language_pb2_grpc.add_LanguageRuntimeServicer_to_server(LanguageHost(runs), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print(port, flush=True)
    runs.serve()


if __name__ == "__main__":
    main()
