"""From the merged variables of an instance to the validated model of its kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from layers import Instance
from model.finding import Finding, Path, Problem, suggestion
from model.reference import Reference
from model.variables import Variables
from program.kinds import Kind
from program.passed_variables import ignored, left_out


def validated(
    kind: Kind, instance: Instance, known: Mapping[str, Any] | None = None
) -> tuple[Variables | None, tuple[Finding, ...]]:
    """The variables of the instance, or None where errors or references stand against them, and every finding.

    ``known`` are the variables with references resolved, where a run has resolved them.
    """
    dropped = left_out(kind, instance)
    passed = {key: value for key, value in (known or instance.vars).items() if key not in dropped}
    warnings = tuple(located(instance, problem) for problem in ignored(kind, instance))
    try:
        return kind.variables.model_validate(passed), warnings
    except ValidationError as error:
        problems = _problems(kind.variables, error, instance.vars)
        return None, (*warnings, *sorted({located(instance, problem) for problem in problems}))


def located(instance: Instance, problem: Problem) -> Finding:
    """The finding that a problem is, at the place where the value was written."""
    position = problem.position or instance.position(_through_lists(instance.sections, problem.path or ("vars",)))
    # The organization's rules name what is wrong themselves: an account, a unit, a policy.
    subject = "" if problem.rule.startswith("RS2") else f"{instance.kind} '{instance.name}': "
    return Finding(position, problem.rule, f"{subject}{problem.message}", problem.severity)


def _through_lists(sections: Any, path: Path) -> Path:
    """The path with names of things in Cloud Posse's lists, which kinds read as maps by name, as their places there."""
    found: list[str | int] = []
    here = sections
    for step in path:
        found.append(_place(here, step))
        here = _entry(here, step)
    return tuple(found)


def _entry(value: Any, step: str | int) -> Any:
    """What stands in a map or list under a key, a place or a name; None for nothing."""
    try:
        return value[_place(value, step)]
    except (LookupError, TypeError):
        return None


def _place(value: Any, step: str | int) -> str | int:
    if not isinstance(value, list) or isinstance(step, int):
        return step
    names = [item.get("name") if isinstance(item, Mapping) else None for item in value]
    return names.index(step) if step in names else step


def _problems(model: type[BaseModel], error: ValidationError, given: Any) -> Iterator[Problem]:
    for detail in error.errors(include_url=False):
        if isinstance(detail["input"], Reference):
            continue  # its value is known, and looked at, when the run has resolved it
        path = _written_path(detail["loc"], given)
        yield Problem("RS401", f"`{_spell(path)}`: {_message(model, detail, path)}", ("vars", *path))


def _written_path(location: tuple[str | int, ...], given: Any) -> Path:
    """The part of pydantic's location that the user wrote: union members and validators name themselves in it."""
    written: list[str | int] = []
    here = given
    for part in location:
        there = _entry(here, part)
        if there is None and isinstance(part, str) and _names_a_type(part):
            continue
        written.append(part)
        here = there
    return tuple(written)


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
        case "bool_type":
            return f"is true or false, not {_shown(given)}"
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
