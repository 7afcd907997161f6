"""Consent asked for at the terminal."""

from __future__ import annotations

import sys


def agreed(question: str) -> bool:
    """Whether the user wants it, after reading what will happen. Only the word itself counts."""
    sys.stderr.write(f"{question} Type 'yes' to go on: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip() == "yes"
