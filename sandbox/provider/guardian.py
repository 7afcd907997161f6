"""The provider ends when its engine is gone, however that died."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Callable

_SECONDS_BETWEEN_LOOKS = 0.5
_SET_PARENT_DEATH_SIGNAL = 1


def watch(stop: Callable[[], None]) -> None:
    """Calls ``stop`` on SIGTERM and SIGINT, and ends the process when its parent is gone.

    To be called from the main thread, early: the parent of this moment is the one that is watched.
    """
    parent = os.getppid()

    def asked(*_: object) -> None:
        stop()

    def orphaned(*_: object) -> None:
        # The kernel's signal comes also when only the thread that started this process ends, so look twice.
        if os.getppid() != parent:
            os._exit(0)

    signal.signal(signal.SIGTERM, asked)
    signal.signal(signal.SIGINT, asked)
    if sys.platform == "linux":
        signal.signal(signal.SIGUSR2, orphaned)
        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGUSR2)
    threading.Thread(target=_look, args=(parent,), daemon=True).start()


def _look(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    os._exit(0)
