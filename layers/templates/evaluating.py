"""Templates executed: nodes and data to pieces of text, each with the line of the template it comes from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from layers.templates.failure import TemplateError
from layers.templates.functions import FUNCTIONS
from layers.templates.parsing import Command, Node, Operand, Pipeline
from layers.templates.values import is_true, show
from model.finding import suggestion

Environment = Callable[[str], str | None]
Text = tuple[str, int]
_ROUNDS = 100_000
_VARIABLE = re.compile(r"\$(?:\{(\w+)\}|(\w+))")


class _Break(Exception):
    """The innermost range ends."""


class _Continue(Exception):
    """The innermost range goes on with its next item."""


class Evaluation:
    """One execution over data. A ``lenient`` one prints ``<no value>`` for what is missing instead of failing."""

    def __init__(self, data: Any, environment: Environment, lenient: bool = False) -> None:
        self.data = data
        self.environment = environment
        self.lenient = lenient
        self.line = 1
        self._scopes: list[dict[str, Any]] = [{"$": data}]
        self._rounds = 0

    def run(self, nodes: tuple[Node, ...], dot: Any) -> Iterator[Text]:
        """The text of the nodes. Raises TemplateError."""
        for node in nodes:
            self.line = node.line
            if node.kind == "text":
                yield node.content, node.line
            elif node.kind in ("break", "continue"):
                raise _Break if node.kind == "break" else _Continue
            elif node.pipeline is not None:
                yield from self._node(node, node.pipeline, dot)

    def value(self, pipeline: Pipeline, dot: Any) -> Any:
        """The result of a pipeline, given to its variables."""
        result = self._result(pipeline, dot)
        for name in pipeline.variables:
            self._assign(name, result, pipeline.declares)
        return result

    def _node(self, node: Node, pipeline: Pipeline, dot: Any) -> Iterator[Text]:
        if node.kind == "value":
            result = self.value(pipeline, dot)
            if not pipeline.variables:
                yield show(result), node.line
            return
        self._scopes.append({})
        try:
            if node.kind == "range":
                yield from self._range(node, pipeline, dot)
                return
            result = self.value(pipeline, dot)
            body = node.body if is_true(result) else node.otherwise
            yield from self.run(body, result if node.kind == "with" and is_true(result) else dot)
        finally:
            self._scopes.pop()

    def _range(self, node: Node, pipeline: Pipeline, dot: Any) -> Iterator[Text]:
        items = list(_items(self._result(pipeline, dot)))
        if not items:
            yield from self.run(node.otherwise, dot)
        for key, value in items:
            self._rounds += 1
            if self._rounds > _ROUNDS:
                raise TemplateError(f"more than {_ROUNDS} rounds of range", node.line)
            names = pipeline.variables
            self._scopes[-1].update(zip(names, (value,) if len(names) == 1 else (key, value), strict=False))
            try:
                yield from self.run(node.body, value)
            except _Continue:
                continue
            except _Break:
                break

    def _result(self, pipeline: Pipeline, dot: Any) -> Any:
        first, *others = pipeline.commands
        result = self._command(first, dot, ())
        for command in others:
            result = self._command(command, dot, (result,))
        return result

    def _command(self, command: Command, dot: Any, piped: tuple[Any, ...]) -> Any:
        head, *rest = command
        if head.kind != "function":
            if rest or piped:
                raise TemplateError("a value takes no arguments", self.line)
            return self._operand(head, dot)
        if head.value in ("and", "or"):
            return self._first(head.value == "or", rest, dot, piped)
        return self._call(head.value, (*(self._operand(operand, dot) for operand in rest), *piped))

    def _first(self, wanted: bool, operands: list[Operand], dot: Any, piped: tuple[Any, ...]) -> Any:
        """The first operand that decides an and or an or; later ones are not looked at."""
        value: Any = None
        for operand in operands:
            value = self._operand(operand, dot)
            if is_true(value) == wanted:
                return value
        return piped[0] if piped else value

    def _call(self, name: str, arguments: tuple[Any, ...]) -> Any:
        if name in ("env", "getenv", "env.Getenv"):
            found = self.environment(str(arguments[0])) if arguments else None
            return found if found is not None else (arguments[1] if len(arguments) > 1 else "")
        if name in ("expandenv", "env.ExpandEnv"):
            return _VARIABLE.sub(lambda match: self.environment(match[1] or match[2]) or "", str(arguments[0]))
        function = FUNCTIONS.get(name) or FUNCTIONS.get(_without_space(name))
        if function is None:
            hint = suggestion(name, FUNCTIONS)
            near = hint if "did you mean" in hint else ""
            raise TemplateError(f"function '{name}' is not supported{near}", self.line)
        try:
            return function(*arguments)
        except TemplateError as error:
            raise TemplateError(error.problem, self.line) from None
        except (TypeError, ValueError, KeyError, IndexError, AttributeError, ArithmeticError, OverflowError) as error:
            raise TemplateError(f"function '{name}' cannot be used so: {error}", self.line) from None

    def _operand(self, operand: Operand, dot: Any) -> Any:
        if operand.kind == "literal":
            return operand.value
        if operand.kind == "dot":
            value = dot
        elif operand.kind == "variable":
            value = self._variable(operand.value)
        elif operand.kind == "function":
            value = self._call(operand.value, ())
        else:
            value = self.value(operand.value, dot)
        for field in operand.fields:
            value = self._field(value, field)
        return value

    def _field(self, value: Any, field: str) -> Any:
        if isinstance(value, Mapping) and field in value:
            return value[field]
        if self.lenient and (value is None or isinstance(value, Mapping)):
            return None
        known = suggestion(field, map(str, value)) if isinstance(value, Mapping) else ""
        raise TemplateError(f"there is no '{field}' here{known}", self.line)

    def _variable(self, name: str) -> Any:
        for scope in reversed(self._scopes):
            if name in scope:
                return scope[name]
        raise TemplateError(f"variable '{name}' is not defined", self.line)

    def _assign(self, name: str, value: Any, declares: bool) -> None:
        for scope in reversed(self._scopes) if not declares else ():
            if name in scope:
                scope[name] = value
                return
        self._scopes[-1][name] = value


def _items(value: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(value, Mapping):
        yield from sorted(value.items())
    elif isinstance(value, int):
        yield from ((number, number) for number in range(value))
    elif isinstance(value, (list, tuple)):
        yield from enumerate(value)
    elif value is not None:
        raise TemplateError(f"range needs a list or a map, not {value!r}")


def _without_space(name: str) -> str:
    """Sprig's name of one of Gomplate's functions: ``strings.Title`` is ``title``."""
    space, _, own = name.partition(".")
    return own[:1].lower() + own[1:] if space in ("strings", "coll", "conv", "data", "math", "regexp") else ""
