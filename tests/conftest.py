"""Fixtures that every room's tests may use."""

from __future__ import annotations

import importlib.util
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

# A shell that runs something in the background has it ignore Ctrl-C, and so would all that the tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _monitor() -> Any:
    """The recording monitor; tests are no package, so it is loaded by its path."""
    name = "recording_monitor"
    if name not in sys.modules:
        file = Path(__file__).parent / "recording" / "monitor.py"
        spec = importlib.util.spec_from_file_location(name, file)
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.fixture
def recorder() -> Any:
    """A stand-in for the engine: ``recorder.run(program)`` says what a program registers."""
    return _monitor().Recorder()
