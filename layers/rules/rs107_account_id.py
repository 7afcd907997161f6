"""RS107: Account ids and leading zeros are quoted."""

from __future__ import annotations

from layers.rule import Findings, Rule
from layers.scalars import read_plain
from model.finding import Position

RULE = Rule(
    "RS107",
    "Account ids and leading zeros are quoted",
    (
        "YAML reads 12 digits as a number and digits after a leading zero as octal, so an account id without "
        "quotes is damaged."
    ),
    "Put the value in quotes.",
    weight="house",
)


def found(findings: Findings, position: Position, text: str) -> None:
    """Adds the finding for an unquoted scalar that YAML reads as a number."""
    value = read_plain(text)
    reading = f"as the number {value}" if str(value) != text else "as a number"
    message = f'{text} is not quoted and YAML reads it {reading}: write "{text}" (account ids are text)'
    findings.add(RULE, position, message)
