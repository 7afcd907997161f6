"""Ending with the engine: a plugin process that outlives its engine would stay for ever."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time
from types import FrameType

_POLL_SECONDS = 0.5
_PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Ends this process quietly on SIGINT and SIGTERM, and as soon as the process that started it is gone.

    To be called once, from the main thread.
    """
    parent = os.getppid()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _end)
    if sys.platform == "linux":
        signal.signal(signal.SIGUSR2, lambda _number, _frame: _end_without(parent))
        _ask_for_signal_at_parents_death(signal.SIGUSR2)
    threading.Thread(target=_watch, args=(parent,), name="lifeline", daemon=True).start()


def _watch(parent: int) -> None:
    while True:
        _end_without(parent)
        time.sleep(_POLL_SECONDS)


def _end_without(parent: int) -> None:
    # Linux sends the death signal already when the parent's thread ends that started us, so look before leaving.
    if os.getppid() != parent:
        _end()


def _end(_number: int = 0, _frame: FrameType | None = None) -> None:
    # Not sys.exit: threads of gRPC and of the program would keep the process alive, or complain about its end.
    os._exit(0)


def _ask_for_signal_at_parents_death(number: int) -> None:
    libc = ctypes.CDLL(None)
    if hasattr(libc, "prctl"):
        libc.prctl(_PR_SET_PDEATHSIG, number, 0, 0, 0)
