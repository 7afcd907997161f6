"""What a user sees when something goes wrong: a sentence, never a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from cli import exit_code
from cli.verb import UsageError

_FOR_USERS = (
    ("operate.errors", "NotConfigured", exit_code.USAGE),
    ("operate.errors", "OperateError", exit_code.PROBLEMS),
    ("engine.errors", "EngineError", exit_code.PROBLEMS),
    ("sandbox.errors", "SandboxError", exit_code.PROBLEMS),
)
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
        known = _code_for_users(error)
        return _say(str(error), known) if known else _say(_unexpected(error), exit_code.PROBLEMS)
    return code


def _code_for_users(error: Exception) -> int | None:
    """The exit code of an error whose text is for users; None for any other."""
    for module, name, code in _FOR_USERS:
        known = getattr(sys.modules.get(module), name, None)
        if known is not None and isinstance(error, known):
            return code
    return None


def _unexpected(error: Exception) -> str:
    what = f"unexpected {type(error).__name__}: {str(error).strip() or 'no further text'}".splitlines()[0]
    log = _keep_traceback(error)
    return f"{what}. This is a mistake in Rootstock; the details are in {log}" if log else what


def _keep_traceback(error: Exception) -> Path | None:
    """Writes the traceback to a file of its own and returns its path; None where nothing can be written."""
    import traceback  # only where something is wrong: no other command waits for it
    from datetime import datetime

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
