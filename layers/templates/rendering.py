"""Templates from text to text, with the line each line comes from."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from layers.templates.evaluating import Environment, Evaluation
from layers.templates.failure import TemplateError
from layers.templates.parsing import Node, parse
from layers.templates.values import show

_LONE_QUOTED = re.compile(r"([\"'])(\{\{-?\s*\.[\w.]+\s*-?\}\})\1(?=\s*(?:[,\]}].*|#.*)?$)", re.MULTILINE)


@dataclass(frozen=True)
class Rendered:
    """The text of an executed template; ``lines[n]`` is the template's line that line ``n + 1`` of it comes from."""

    text: str
    lines: tuple[int, ...]


def render(text: str, data: Any, environment: Environment, lenient: bool = False, typed: bool = True) -> Rendered:
    """The template executed over the data. Raises TemplateError.

    ``environment`` looks up environment variables; a ``lenient`` execution prints ``<no value>`` for missing keys.
    In a ``typed`` one a quoted value that is nothing but one field keeps the field's type, as in newer Atmos.

    >>> render('name: "{{ .tenant }}-{{ .stage | default "dev" }}"', {"tenant": "core", "stage": ""}, {}.get).text
    'name: "core-dev"'
    """
    evaluation = Evaluation(data, environment, lenient)
    source = _LONE_QUOTED.sub(lambda match: _typed(match, data, environment), text) if typed else text
    out: list[str] = []
    lines: list[int] = [1]
    try:
        for piece, line in evaluation.run(parse(source), data):
            out.append(piece)
            lines.extend(line + number for number in range(1, piece.count("\n") + 1))
    except RecursionError:
        raise TemplateError("the template is nested too deeply", evaluation.line) from None
    return Rendered("".join(out), tuple(lines))


def evaluate(text: str, data: Any, environment: Environment, lenient: bool = False) -> Any:
    """The value of a text with templates: of a lone action the value itself, else text. Raises TemplateError.

    >>> evaluate("{{ .vars.count }}", {"vars": {"count": 2}}, {}.get)
    2
    """
    nodes = parse(text)
    evaluation = Evaluation(data, environment, lenient)
    if len(nodes) == 1 and _is_field(nodes[0]) and nodes[0].pipeline:
        value = evaluation.value(nodes[0].pipeline, data)
        return show(value) if value is None and lenient else value
    return "".join(piece for piece, _ in evaluation.run(nodes, data))


def is_field(text: str) -> bool:
    """Whether a text is one field and nothing else.

    >>> is_field("{{ .vars.count }}"), is_field("{{ .vars.count | int }}"), is_field("{{")
    (True, False, False)
    """
    try:
        nodes = parse(text)
    except TemplateError:
        return False
    return len(nodes) == 1 and _is_field(nodes[0])


def _typed(match: re.Match[str], data: Any, environment: Environment) -> str:
    try:
        value = evaluate(match[2], data, environment)
    except TemplateError:
        return match[0]
    return match[0] if isinstance(value, str) else json.dumps(value)


def _is_field(node: Node) -> bool:
    pipeline = node.pipeline
    if node.kind != "value" or pipeline is None or pipeline.variables or len(pipeline.commands) != 1:
        return False
    command = pipeline.commands[0]
    return len(command) == 1 and command[0].kind == "dot"
