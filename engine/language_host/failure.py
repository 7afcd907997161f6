"""What a user sees of an exception in their program: their own code, without ours around it."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path


def traceback_of_program(error: BaseException, folder: Path) -> str:
    """The traceback from the first line of the program in ``folder`` on; the whole of it when none is there."""
    report = traceback.TracebackException.from_exception(error)
    frames = [frame for frame in report.stack if not frame.filename.startswith("<frozen ")]
    first = next((index for index, frame in enumerate(frames) if _belongs(frame.filename, folder)), None)
    if first is not None:
        frames = frames[first:]
    elif isinstance(error, SyntaxError) and _belongs(error.filename or "", folder):
        frames = []  # the error itself says where
    report.stack = traceback.StackSummary.from_list(frames)
    return "".join(report.format())


def _belongs(file: str, folder: Path) -> bool:
    path = Path(file)
    return path.is_relative_to(folder) and not path.is_relative_to(sys.prefix)
