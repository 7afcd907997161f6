"""What is asked for at the terminal: consent, and values."""

from __future__ import annotations

import sys


def agreed(question: str) -> bool:
    """Whether the user wants it, after reading what will happen. Only the word itself counts."""
    sys.stderr.write(f"{question} Type 'yes' to go on: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip() == "yes"


def asked(what: str, default: str | None = None) -> str | None:
    """What the user types; the default for an empty line, asked again where there is none. None at the input's end."""
    offer = f" [{default}]" if default else ""
    while True:
        sys.stderr.write(f"{what}{offer}: ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            sys.stderr.write("\n")
            return None
        if answer := line.strip() or default:
            return answer
