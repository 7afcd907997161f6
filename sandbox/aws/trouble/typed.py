"""How time and trouble are written on a command line."""

from __future__ import annotations

import argparse


def fault(text: str) -> str:
    """The fault as it was typed. Raises ArgumentTypeError that says how faults are written."""
    from sandbox.aws.trouble.faults import parse

    try:
        parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return text


def speed(text: str) -> float:
    """How many times as fast the clock runs. Raises ArgumentTypeError where that is not more than 0."""
    number = float(text)
    if number <= 0:
        raise argparse.ArgumentTypeError(f"'{text}' is no speed: more than 0, such as 60")
    return number
