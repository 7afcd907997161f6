"""Template text cut into literal text and the tokens of its actions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from layers.templates.failure import TemplateError

_ACTION = re.compile(r"\{\{(-?)((?:\"(?:\\.|[^\"\\\n])*\"|`[^`]*`|/\*.*?\*/|(?!\}\}).)*?)(-?)\}\}", re.DOTALL)
_TOKEN = re.compile(
    r"""\s*(?:
        (?P<string>"(?:\\.|[^"\\])*"|`[^`]*`)
      | (?P<char>'(?:\\.|[^'\\])')
      | (?P<number>[-+]?(?:0[xX][0-9a-fA-F]+|[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?))
      | (?P<field>\.[A-Za-z_][\w]*)
      | (?P<dot>\.)
      | (?P<variable>\$\w*)
      | (?P<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)
      | (?P<mark>:=|[=|(),])
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token of an action. ``glued`` says that no space stands before it: fields after a value belong to it."""

    kind: str
    text: str
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Literal text (``tokens`` is None) or an action, with its line."""

    line: int
    text: str = ""
    tokens: tuple[Token, ...] | None = None


def pieces(text: str) -> Iterator[Piece]:
    """Text and actions in order; trim marks have taken their white space, comments are gone.

    >>> [piece.text for piece in pieces("a {{- 1 }} b") if piece.tokens is None]
    ['a', ' b']
    """
    place, trim = 0, False
    for match in _ACTION.finditer(text):
        yield from _literal(text, place, match.start(), trim, bool(match[1]))
        line = text.count("\n", 0, match.start()) + 1
        inside = match[2].strip()
        if not inside.startswith("/*"):
            yield Piece(line, tokens=tuple(_tokens(inside, line)))
        place, trim = match.end(), bool(match[3])
    rest = text.find("{{", place)
    if rest >= 0:
        raise TemplateError("'{{' is not closed", text.count("\n", 0, rest) + 1)
    yield from _literal(text, place, len(text), trim, False)


def _literal(text: str, start: int, end: int, trim_start: bool, trim_end: bool) -> Iterator[Piece]:
    literal = text[start:end]
    if trim_start:
        start += len(literal) - len(literal.lstrip())
        literal = literal.lstrip()
    if trim_end:
        literal = literal.rstrip()
    if literal:
        yield Piece(text.count("\n", 0, start) + 1, literal)


def _tokens(text: str, line: int) -> Iterator[Token]:
    place = 0
    while text[place:].strip():
        match = _TOKEN.match(text, place)
        if not match or match.lastgroup is None:
            raise TemplateError(f"unexpected '{text[place:].strip()[0]}' in '{{{{ {text} }}}}'", line)
        yield Token(match.lastgroup, match[match.lastgroup], match.start(match.lastgroup) == place and place > 0)
        place = match.end()
