"""From the merged variables of an instance to the validated model of its kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from layers import Instance
from model.finding import Finding, Path, Problem, suggestion
from model.variables import Variables
from program.kinds import Kind


def validated(
    kind: Kind, instance: Instance, known: Mapping[str, Any] | None = None
) -> tuple[Variables | None, tuple[Finding, ...]]:
    """The variables of the instance, or None and every finding that stands against them.

    ``known`` are the variables with references resolved, where a run has resolved them.
    """
    try:
        return kind.variables.model_validate(dict(instance.vars if known is None else known)), ()
    except ValidationError as error:
        problems = _problems(kind.variables, error)
        return None, tuple(sorted({located(instance, problem) for problem in problems}))


def located(instance: Instance, problem: Problem) -> Finding:
    """The finding that a problem is, at the place where the value was written."""
    position = problem.position or instance.position(problem.path or ("vars",))
    return Finding(position, problem.rule, f"{instance.kind} '{instance.name}': {problem.message}", problem.severity)


def _problems(model: type[BaseModel], error: ValidationError) -> Iterator[Problem]:
    for detail in error.errors(include_url=False):
        path = _written_path(detail["loc"])
        yield Problem("RS401", f"`{_spell(path)}`: {_message(model, detail, path)}", ("vars", *path))


def _written_path(location: tuple[str | int, ...]) -> Path:
    """The part of pydantic's location that the user wrote: union members and validators name themselves in it."""
    return tuple(part for part in location if isinstance(part, int) or not _names_a_type(part))


def _names_a_type(part: str) -> bool:
    return part in {"[key]", "str", "int", "float", "bool"} or "[" in part or "(" in part or part[:1].isupper()


def _message(model: type[BaseModel], detail: ErrorDetails, path: Path) -> str:
    given = detail["input"]
    match detail["type"]:
        case "extra_forbidden":
            siblings = _fields_at(model, path[:-1])
            return f"no variable of that name{suggestion(str(path[-1]), siblings)}"
        case "missing":
            return "is required"
        case "value_error":
            return detail["msg"].removeprefix("Value error, ")
        case kind if kind.endswith("_type"):
            return f"{_lower(detail['msg'])}, not {_shown(given)}"
        case _:
            return f"{_lower(detail['msg'])}; it is {_shown(given)}"


def _fields_at(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    """The fields that the model accepts at a path, walking through lists, maps and optional parts."""
    current: type[BaseModel] | None = model
    for part in path:
        if current is None:
            return ()
        if isinstance(part, str) and part in current.model_fields:
            current = _model_in(current.model_fields[part].annotation)
    return tuple(current.model_fields) if current else ()


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)


def _spell(path: Path) -> str:
    return ".".join(map(str, path)) or "vars"


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]


def _shown(value: Any) -> str:
    names = {bool: "a boolean", int: "a number", float: "a number", list: "a list", dict: "a map", str: "a string"}
    if value is None:
        return "null"
    text = "" if isinstance(value, list | dict) else f" ({value!r})"
    return f"{names.get(type(value), 'a value of another type')}{text}"
