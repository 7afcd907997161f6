"""Parameters of policy templates: ``${name}`` in the texts of an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_PLACEHOLDER = re.compile(r"\$\{(\w+)\}")

Parameter = str | list[str]


def parameters_in(content: Any) -> frozenset[str]:
    """Names of the parameters that some content mentions. IAM's own variables (``${aws:username}``) are none."""
    return frozenset(name for text in _texts(content) for name in _PLACEHOLDER.findall(text))


def filled(content: Any, values: Mapping[str, Parameter]) -> Any:
    """The content with its parameters replaced; a list put alone into a list becomes part of it.

    Raises KeyError for a parameter without a value.
    """
    if isinstance(content, Mapping):
        return {key: filled(value, values) for key, value in content.items()}
    if isinstance(content, list):
        return [part for item in content for part in _spliced(item, values)]
    if isinstance(content, str):
        return _PLACEHOLDER.sub(lambda found: _text(values[found[1]]), content)
    return content


def _spliced(item: Any, values: Mapping[str, Parameter]) -> list[Any]:
    alone = _PLACEHOLDER.fullmatch(item) if isinstance(item, str) else None
    if alone and isinstance(values[alone[1]], list):
        return list(values[alone[1]])
    return [filled(item, values)]


def _text(value: Parameter) -> str:
    return value if isinstance(value, str) else ",".join(value)


def _texts(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, Mapping):
        for value in content.values():
            yield from _texts(value)
    elif isinstance(content, list):
        for value in content:
            yield from _texts(value)
