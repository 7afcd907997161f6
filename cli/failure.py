"""What a user sees when something goes wrong: a sentence, never a traceback."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from cli import exit_code
from cli.verb import UsageError

_FOR_USERS = {
    "engine.errors": "EngineError",
    "operate.errors": "OperateError",
    "sandbox.errors": "SandboxError",
}
"""Exceptions whose text is written for users. Their modules are looked up only where they were imported anyway."""


def guarded(command: Callable[[], int]) -> int:
    """The exit code of ``command``; whatever it raises becomes a sentence on standard error and an exit code."""
    try:
        code = command()
        sys.stdout.flush()
    except UsageError as error:
        return _say(str(error), exit_code.USAGE)
    except KeyboardInterrupt:
        return _say("stopped by you", exit_code.INTERRUPTED, newline=True)
    except BrokenPipeError:
        # The reader, such as `head`, has seen enough: nobody is left to be told anything.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exit_code.BROKEN_PIPE
    except Exception as error:
        if _is_for_users(error):
            return _say(str(error), exit_code.PROBLEMS)
        return _say(_unexpected(error), exit_code.PROBLEMS)
    return code


def _is_for_users(error: Exception) -> bool:
    classes = (getattr(sys.modules.get(module), name, None) for module, name in _FOR_USERS.items())
    return isinstance(error, tuple(known for known in classes if known is not None))


def _unexpected(error: Exception) -> str:
    what = f"unexpected {type(error).__name__}: {str(error).strip() or 'no further text'}".splitlines()[0]
    log = _keep_traceback(error)
    return f"{what}. This is a mistake in Rootstock; the details are in {log}" if log else what


def _keep_traceback(error: Exception) -> Path | None:
    """Writes the traceback to a file of its own and returns its path; None where nothing can be written."""
    from cli.places import logs

    try:
        folder = logs()
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"error-{datetime.now():%Y%m%d-%H%M%S}-{os.getpid()}.log"
        text = "".join(traceback.format_exception(error))
        path.write_text(f"$ {' '.join(sys.argv)}\n\n{text}")
    except OSError:
        return None
    return path


def _say(text: str, code: int, newline: bool = False) -> int:
    start = "\n" if newline and sys.stderr.isatty() else ""
    sys.stderr.write(f"{start}rootstock: {text}\n")
    return code
