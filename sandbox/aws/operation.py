"""The name of the operation that a request asks for, in whatever protocol it came."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import parse_qs, unquote

from botocore.exceptions import UnknownServiceError
from moto.core.utils import get_service_model

_MODELS = {
    "access-analyzer": "accessanalyzer",
    "elasticmapreduce": "emr",
    "monitoring": "cloudwatch",
    "servicequotas": "service-quotas",
    "lambda": "lambda",
}
_PLACEHOLDER = re.compile(r"\\\{\w+(\\\+)?\\\}")
_Route = tuple[str, "re.Pattern[str]", frozenset[str], str]


def operation(service: str, environ: dict[str, Any], body: Callable[[], bytes]) -> str:
    """The operation, such as ``CreateAccount``; method and path where no operation of the service fits."""
    if target := environ.get("HTTP_X_AMZ_TARGET"):
        return str(target).rpartition(".")[2]
    if environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
        action = parse_qs(body().decode(errors="replace")).get("Action")
        if action:
            return str(action[0])
    query = parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True)
    if "Action" in query:
        return str(query["Action"][0])
    method, path = str(environ["REQUEST_METHOD"]), unquote(str(environ.get("PATH_INFO", "")))
    for wanted, pattern, keys, name in _routes(service):
        if wanted == method and pattern.fullmatch(path) and keys <= query.keys():
            return name
    return f"{method} {path}"


@cache
def _routes(service: str) -> tuple[_Route, ...]:
    """How the service's operations are asked for by method and path, the most particular first."""
    try:
        model = get_service_model(_MODELS.get(service, service))
    except UnknownServiceError:
        return ()
    if model.protocol not in ("rest-json", "rest-xml"):
        return ()
    routes = []
    for name in model.operation_names:
        http = model.operation_model(name).http
        path, _, query = http["requestUri"].partition("?")
        keys = frozenset(part.partition("=")[0] for part in query.split("&") if part)
        routes.append((http["method"], _pattern(path), keys, str(name)))
    return tuple(sorted(routes, key=lambda route: (-len(route[2]), route[1].pattern.count("[^/]"), route[3])))


def _pattern(path: str) -> re.Pattern[str]:
    expression = _PLACEHOLDER.sub(lambda found: ".+" if found[1] else "[^/]+", re.escape(path.rstrip("/")))
    return re.compile(expression + "/?")
