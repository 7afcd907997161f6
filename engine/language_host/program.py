"""Running a user's program as the engine asks for it."""

from __future__ import annotations

import asyncio
import logging
import os
import queue
import runpy
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
import pulumi
from pulumi.runtime import reset_options, run_in_stack, set_all_config

from engine.language_host.failure import traceback_of_program

_ENGINE_IS_LEAVING = "Resource monitor has terminated, shutting down"  # the SDK's own text for a monitor that is gone


class Runs:
    """Hands runs from gRPC's threads to the main thread, where programs may expect to be."""

    def __init__(self, engine_address: str) -> None:
        self._engine_address = engine_address
        self._waiting: queue.SimpleQueue[tuple[Any, Future[bool]]] = queue.SimpleQueue()

    def run(self, request: Any) -> bool:
        """Whether the program that ``request`` (a RunRequest) names ended well. Called from any thread."""
        outcome: Future[bool] = Future()
        self._waiting.put((request, outcome))
        return outcome.result()

    def serve(self) -> None:
        """Runs what is asked for, for ever. Called from the main thread."""
        while True:
            request, outcome = self._waiting.get()
            try:
                outcome.set_result(_run(request, self._engine_address))
            except BaseException as error:  # gRPC reports it; the caller must not wait for ever
                outcome.set_exception(error)


@dataclass(frozen=True)
class Program:
    """What to run: a file, the folder it belongs to and the arguments it gets."""

    file: Path
    folder: Path
    arguments: tuple[str, ...]

    @staticmethod
    def of(request: Any) -> Program:
        """The program that a RunRequest names: a file, or a folder with a ``__main__.py``."""
        folder = Path(request.info.program_directory or request.pwd or ".").absolute()
        entry = (folder / (request.info.entry_point or request.program or ".")).resolve()
        is_file = entry.suffix == ".py"
        return Program(entry if is_file else entry / "__main__.py", folder, tuple(request.args))


def _run(request: Any, engine_address: str) -> bool:
    program = Program.of(request)
    reset_options(
        project=request.project,
        stack=request.stack,
        root_directory=request.info.root_directory or str(program.folder),
        parallel=request.parallel,
        engine_address=engine_address,
        monitor_address=request.monitor_address,
        preview=request.dryRun,
        organization=request.organization or "organization",
    )
    set_all_config(dict(request.config), list(request.configSecretKeys))
    # A failing program leaves futures unobserved, and asyncio would complain about each; Pulumi's own host does this.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    try:
        return _succeeds(program, parallel=request.parallel)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def _succeeds(program: Program, parallel: int) -> bool:
    """Whether the program ends well; where it does not, the user is told why, once."""
    if not program.file.is_file():
        _tell(f"{program.folder} holds no Pulumi program: there is no {program.file}")
        return False
    try:
        _execute(program, parallel)
    except pulumi.RunError as error:
        if str(error) != _ENGINE_IS_LEAVING:
            _tell(str(error))
        return False
    except SystemExit as ending:
        if ending.code in (None, 0):
            return True
        _tell(ending.code if isinstance(ending.code, str) else f"The program ended itself with exit code {ending.code}")
        return False
    except grpc.RpcError as error:
        if error.code() != grpc.StatusCode.UNAVAILABLE:  # else the engine is leaving, and has said why
            _tell(error.details() or str(error))
        return False
    except Exception as error:
        _tell(f"Program failed with an unhandled exception:\n{traceback_of_program(error, program.folder)}")
        return False
    return True


def _execute(program: Program, parallel: int) -> None:
    os.chdir(program.folder)
    sys.argv = [str(program.file), *program.arguments]
    sys.path.insert(0, str(program.file.parent))
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    executor = ThreadPoolExecutor(max(parallel, 1) * 4)  # as many as Pulumi's own host has
    loop.set_default_executor(executor)
    try:
        loop.run_until_complete(run_in_stack(lambda: _interpret(program)))
    finally:
        _cancel_what_is_left(loop)
        executor.shutdown(wait=False, cancel_futures=True)
        loop.close()
        sys.path.remove(str(program.file.parent))


def _interpret(program: Program) -> None:
    runpy.run_path(str(program.file), run_name="__main__")


def _cancel_what_is_left(loop: asyncio.AbstractEventLoop) -> None:
    tasks = asyncio.all_tasks(loop)
    for task in tasks:
        task.cancel()
    with suppress(BaseException):
        loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))


def _tell(message: str) -> None:
    with suppress(grpc.RpcError):  # the engine is gone, and nobody is left to be told
        pulumi.log.error(message)
