"""Templates in values: executed when an instance's sections are merged, if the tree's settings enable it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from layers.merge import Map
from layers.tags import reference
from layers.templates import TemplateError, render
from model.finding import Path
from model.reference import Reference

_TAG = "!template "
Variable = Callable[[str], str | None]
Failed = Callable[[Path, TemplateError], None]


def has_template(value: Any) -> bool:
    """Whether a text somewhere in the value holds a template.

    >>> has_template({"a": ["{{ .vars.stage }}"]})
    True
    """
    if isinstance(value, (str, Reference)):
        return "{{" in str(value)
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(map(has_template, items))


def executed(value: Any, data: Map, variable: Variable, failed: Failed, path: Path = ()) -> Any:
    """The value with the templates in its texts executed over the data; ``failed`` is told of those that cannot be.

    What comes out is text; `!template` before it makes JSON of it. ``variable`` gives an environment variable, None
    when it is not set.

    >>> executed({"a": "{{ .count }}", "b": "!template {{ .count }}"}, {"count": 2}, {}.get, print)
    {'a': '2', 'b': 2}
    """
    if isinstance(value, dict):
        return {key: executed(item, data, variable, failed, (*path, key)) for key, item in value.items()}
    if isinstance(value, list):
        return [executed(item, data, variable, failed, (*path, number)) for number, item in enumerate(value)]
    if not isinstance(value, (str, Reference)) or "{{" not in str(value):
        return value
    if isinstance(value, Reference):
        text = executed(str(value), data, variable, failed, path)
        return reference(text) or text
    try:
        found = render(value.removeprefix(_TAG), data, variable, lenient=True, typed=False).text
    except TemplateError as error:
        failed(path, error)
        return value
    return _parsed(found) if value.startswith(_TAG) else found


def _parsed(text: str) -> Any:
    """What Atmos's `!template` makes of the text: JSON where it is JSON."""
    try:
        return json.loads(text)
    except ValueError:
        return text
