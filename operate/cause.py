"""Why a run failed, in one paragraph, from what the engine said."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterable

from operate.events import Diagnostic

_TRACEBACK = re.compile(r"Traceback \(most recent call last\):\n(?:(?: +.*|)\n)*(?P<last>\S.*)")
_COUNTED = re.compile(r"^\d+ errors? occurred:\s*\*\s*")
_URN_PREFIX = re.compile(r"(?:creating|updating|deleting|reading) urn:pulumi:\S+: ")
_UNKNOWN_STACK = re.compile(r'unknown stack "(?:[^"/]+/)*(?P<stack>[^"/]+)"')
_RUN_FIRST = re.compile(r"deploy '(?P<exists>[^']+)' first|run `pulumi up --stack (?P<exports>\S+)`")
_NOT_TARGETED = "not specified in --target list"
_NOISE = ("update failed", "preview failed", "update canceled", "resource registration failed", "BAIL:")
_MOST_LINES = 30


def cause(code: int, diagnostics: Iterable[Diagnostic], output: str) -> str:
    """The engine's errors without noise and repetition; else those the command printed; else its last line."""
    diagnostics = list(diagnostics)
    if any(_NOT_TARGETED in diagnostic.message for diagnostic in diagnostics):
        return "The stack was never deployed as a whole. Deploy it once without --component; then narrow runs down."
    told = [_sentence(diagnostic) for diagnostic in diagnostics if diagnostic.severity == "error"]
    told = told or [_clean(line.removeprefix("error:")) for line in _printed_errors(output)]
    texts = _distinct(text for text in told if text and not text.startswith(_NOISE))
    if not texts and code < 0:
        name = signal.Signals(-code).name
        return (
            f"pulumi was ended by {name}: by somebody, or by the machine for lack of memory. The next run carries on."
        )
    if not texts:
        lines = output.strip().splitlines()
        texts = [lines[-1].strip()] if lines else ["pulumi ended without saying why"]
    return _cut("\n".join(texts))


def waits_for(cause: str) -> str | None:
    """The stack that has to be brought up first, where that is the cause of a failure."""
    found = _RUN_FIRST.search(cause)
    return (found["exists"] or found["exports"]) if found else None


def _sentence(diagnostic: Diagnostic) -> str:
    text = _clean(diagnostic.message)
    if text.startswith(_NOISE):
        return ""
    unknown = _UNKNOWN_STACK.search(text)
    if unknown:
        return f"It reads the stack '{unknown['stack']}', which does not exist yet: deploy '{unknown['stack']}' first."
    if diagnostic.urn is None or diagnostic.urn.is_stack:
        return text
    return f"{diagnostic.urn}: {text}"


def _clean(message: str) -> str:
    """The message without traceback and without the engine's own wrapping."""
    text = _TRACEBACK.sub(lambda found: found["last"], message.strip())
    for wrapping in ("an unhandled error occurred: ", "python inline source runtime error: "):
        text = text.replace(wrapping, "")
    text = _URN_PREFIX.sub("", text)
    text = _COUNTED.sub("", text)
    return "\n".join(_distinct(line.rstrip() for line in text.strip().splitlines()))


def _printed_errors(output: str) -> list[str]:
    """The errors a command printed to its log, each with the indented lines that belong to it."""
    errors: list[str] = []
    for line in output.splitlines():
        if line.startswith("error:"):
            errors.append(line)
        elif errors and line.startswith(" ") and line.strip():
            errors[-1] += f"\n{line.strip()}"
    return errors


def _distinct(texts: Iterable[str]) -> list[str]:
    """The texts in order; one that an earlier text contains is left out."""
    kept: list[str] = []
    for text in texts:
        if not any(text in earlier for earlier in kept):
            kept.append(text)
    return kept


def _cut(text: str) -> str:
    lines = text.splitlines()
    if len(lines) <= _MOST_LINES:
        return text
    return "\n".join([*lines[:_MOST_LINES], f"… and {len(lines) - _MOST_LINES} more lines (see the log)"])
