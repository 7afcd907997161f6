"""Policy documents, rendered as the real provider renders them."""

from __future__ import annotations

import json
from typing import Any
from zlib import crc32

from sandbox.provider.errors import ProviderError
from sandbox.provider.iam import statements
from sandbox.provider.resource import Function
from sandbox.provider.wire import Properties

_ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


class GetPolicyDocument(Function):
    """``aws.iam.get_policy_document``: no call."""

    def invoke(self, arguments: Properties) -> Properties:
        """The document, indented and minified. Raises ProviderError for a Sid that occurs twice."""
        if arguments.get("overrideJson") or arguments.get("sourceJson"):
            raise ProviderError("'overrideJson' and 'sourceJson' are no longer used: give lists of documents instead")
        version = arguments["version"]
        sources = [_parsed(text) for text in arguments.get("sourcePolicyDocuments", ())]
        overrides = [_parsed(text) for text in arguments.get("overridePolicyDocuments", ())]
        own = [statements.render(item, version) for item in arguments.get("statements", ())]
        _refuse_twice([item for document in sources for item in _list(document)])
        _refuse_twice(own)
        document: dict[str, Any] = {"Version": version}
        if arguments.get("policyId"):
            document["Id"] = arguments["policyId"]
        merged = _merge([*sources, {**document, "Statement": own}, *overrides])
        text = _encode(merged, indent=2)
        return {
            **arguments,
            "json": text,
            "minifiedJson": _encode(merged),
            "id": str(crc32(text.encode())),
        }


def _merge(documents: list[dict[str, Any]]) -> dict[str, Any]:
    """A statement with the Sid of an earlier one takes its place; the last Id and the largest Version win."""
    version, identifier = "", ""
    merged: list[dict[str, Any]] = []
    for document in documents:
        version = max(version, document.get("Version", ""))
        identifier = document.get("Id") or identifier
        for statement in _list(document):
            place = next(
                (i for i, old in enumerate(merged) if old.get("Sid") and old["Sid"] == statement.get("Sid")), -1
            )
            if place < 0:
                merged.append(statement)
            else:
                merged[place] = statement
    result: dict[str, Any] = {
        "Version": version,
        "Id": identifier,
        "Statement": [statements.ordered(s) for s in merged],
    }
    return {key: value for key, value in result.items() if value}


def _list(document: dict[str, Any]) -> list[dict[str, Any]]:
    found = document.get("Statement", [])
    return [found] if isinstance(found, dict) else list(found)


def _refuse_twice(found: list[dict[str, Any]]) -> None:
    seen: set[str] = set()
    for sid in (item["Sid"] for item in found if item.get("Sid")):
        if sid in seen:
            raise ProviderError(f"duplicate Sid ({sid}): each statement's sid must be unique, or omitted")
        seen.add(sid)


def _parsed(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
    except ValueError as error:
        raise ProviderError(f"a policy document is not valid JSON: {error}") from None
    if not isinstance(document, dict):
        raise ProviderError("a policy document must be a JSON object")
    return document


def _encode(document: dict[str, Any], indent: int | None = None) -> str:
    """JSON as Go writes it: some characters are always escaped."""
    separators = (",", ": ") if indent else (",", ":")
    text = json.dumps(document, indent=indent, separators=separators, ensure_ascii=False)
    for plain, escaped in _ESCAPED.items():
        text = text.replace(plain, escaped)
    return text
