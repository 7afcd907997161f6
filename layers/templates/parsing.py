"""The parts of a template: literal text, values, and the blocks of if, with and range."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from layers.templates.failure import TemplateError
from layers.templates.lexing import Piece, Token, pieces


@dataclass(frozen=True, slots=True)
class Operand:
    """A value: literal, variable, dot, function or pipeline in brackets, with fields after it."""

    kind: str
    value: Any
    fields: tuple[str, ...] = ()


Command = tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Commands, each given the result of the one before; ``variables`` take the result."""

    commands: tuple[Command, ...]
    variables: tuple[str, ...] = ()
    declares: bool = True


@dataclass(frozen=True, slots=True)
class Node:
    """``text`` (in ``content``), ``value``, ``if``, ``with``, ``range``, ``break`` or ``continue``."""

    kind: str
    line: int
    pipeline: Pipeline | None = None
    content: str = ""
    body: tuple[Node, ...] = ()
    otherwise: tuple[Node, ...] = ()


def parse(text: str) -> tuple[Node, ...]:
    """The template's nodes. Raises TemplateError.

    >>> [node.kind for node in parse("a {{ if .b }}c{{ end }}")]
    ['text', 'if']
    """
    parser = _Parser(list(pieces(text)))
    nodes, end = parser.nodes()
    if end:
        raise TemplateError(f"'{end}' without a block that it ends", parser.line)
    return nodes


class _Parser:
    def __init__(self, found: list[Piece]) -> None:
        self.pieces = found
        self.place = 0
        self.line = 1

    def nodes(self, inside: str = "") -> tuple[tuple[Node, ...], str]:
        """Nodes up to an end or else, which comes with them."""
        found: list[Node] = []
        while self.place < len(self.pieces):
            piece = self.pieces[self.place]
            self.place += 1
            self.line = piece.line
            if piece.tokens is None:
                found.append(Node("text", piece.line, content=piece.text))
                continue
            word = piece.tokens[0].text if piece.tokens and piece.tokens[0].kind == "name" else ""
            if word in ("end", "else"):
                return tuple(found), word
            if word in ("if", "with", "range"):
                found.append(self.block(word, piece, piece.tokens[1:]))
            elif word in ("break", "continue"):
                found.append(Node(word, piece.line))
            elif word in ("define", "template", "block"):
                raise TemplateError(f"'{word}' is not supported: write the text where it is needed", piece.line)
            else:
                found.append(Node("value", piece.line, pipeline=_Reader(piece.tokens, piece.line).pipeline()))
        if inside:
            raise TemplateError(f"'{inside}' has no end", self.line)
        return tuple(found), ""

    def block(self, kind: str, piece: Piece, tokens: tuple[Token, ...]) -> Node:
        pipeline = _Reader(tokens, piece.line).pipeline()
        body, end = self.nodes(kind)
        otherwise: tuple[Node, ...] = ()
        if end == "else":
            last = self.pieces[self.place - 1]
            rest = (last.tokens or ())[1:]
            if rest:
                otherwise = (self.block(rest[0].text, last, rest[1:]),)
            else:
                otherwise, _ = self.nodes(kind)
        return Node(kind, piece.line, pipeline, body=body, otherwise=otherwise)


class _Reader:
    """Reads the pipeline of one action."""

    def __init__(self, tokens: tuple[Token, ...], line: int) -> None:
        self.tokens = tokens
        self.line = line
        self.place = 0

    def pipeline(self) -> Pipeline:
        variables, declares = self.variables()
        commands = [self.command()]
        while self.peek() == "|":
            self.place += 1
            commands.append(self.command())
        if self.place < len(self.tokens) and self.peek() != ")":
            raise TemplateError(f"unexpected '{self.peek()}'", self.line)
        return Pipeline(tuple(commands), variables, declares)

    def variables(self) -> tuple[tuple[str, ...], bool]:
        names: list[str] = []
        for number, token in enumerate(self.tokens):
            if token.kind == "variable":
                names.append(token.text)
            elif token.text in (":=", "=") and names:
                self.place = number + 1
                return tuple(names), token.text == ":="
            elif token.text != ",":
                break
        return (), True

    def command(self) -> Command:
        operands: list[Operand] = []
        while self.place < len(self.tokens) and self.peek() not in ("|", ")"):
            operands.append(self.operand())
        if not operands:
            raise TemplateError("a value is missing", self.line)
        return tuple(operands)

    def operand(self) -> Operand:
        token = self.tokens[self.place]
        self.place += 1
        if token.text == "(" and token.kind == "mark":
            inner = self.pipeline()
            if self.peek() != ")":
                raise TemplateError("'(' is not closed", self.line)
            self.place += 1
            return Operand("pipeline", inner, self.fields())
        if token.kind == "mark":
            raise TemplateError(f"unexpected '{token.text}'", self.line)
        if token.kind == "field":
            return Operand("dot", None, (token.text[1:], *self.fields()))
        if token.kind in ("dot", "variable"):
            return Operand(token.kind, token.text, self.fields())
        return _literal(token) if token.kind != "name" else _named(token)

    def fields(self) -> tuple[str, ...]:
        found: list[str] = []
        while self.place < len(self.tokens):
            token = self.tokens[self.place]
            if token.kind != "field" or not token.glued:
                break
            found.append(token.text[1:])
            self.place += 1
        return tuple(found)

    def peek(self) -> str:
        return self.tokens[self.place].text if self.place < len(self.tokens) else ""


def _named(token: Token) -> Operand:
    words: dict[str, Any] = {"true": True, "false": False, "nil": None}
    return Operand("literal", words[token.text]) if token.text in words else Operand("function", token.text)


def _literal(token: Token) -> Operand:
    if token.kind == "number":
        text = token.text
        whole = not any(mark in text for mark in ".eE") or text[:2].lower() == "0x"
        return Operand("literal", int(text, 0) if whole and not text.lstrip("+-").startswith("00") else float(text))
    if token.text[0] == "`":
        return Operand("literal", token.text[1:-1])
    if token.kind == "char":
        return Operand("literal", ord(token.text[1:-1][-1]))
    try:
        return Operand("literal", json.loads(token.text, strict=False))
    except ValueError:
        return Operand("literal", token.text[1:-1])
