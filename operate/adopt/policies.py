"""Policies of AWS as configuration: one catalog entry or document for each distinct content."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from operate.adopt.names import Keys
from operate.inventory import Policy
from org.policy.document import document, minified
from org.policy.entry import Entry
from org.policy.statement import listed
from org.policy.types import SERVICE_CONTROL

DOCUMENTS = "catalog/documents"
"""Folder of the documents that no catalog entry can say word by word."""

_OWN_WORDS = {
    "Effect": "effect",
    "Action": "actions",
    "NotAction": "not_actions",
    "Resource": "resources",
    "NotResource": "not_resources",
}


@dataclass
class Written:
    """Policies in YAML: ``keys`` by id, ``variables`` by key, catalog ``entries``, and ``documents`` by file name."""

    keys: dict[str, str] = field(default_factory=dict)
    variables: dict[str, dict[str, Any]] = field(default_factory=dict)
    entries: list[dict[str, Any]] = field(default_factory=list)
    documents: dict[str, str] = field(default_factory=dict)


def written(
    policies: Iterable[Policy],
    managed: Mapping[str, list[str]],
    taken: Iterable[str] = (),
    with_entries: bool = True,
) -> Written:
    """The policies as YAML takes them over. ``managed`` are, by policy id, the targets that are under management.

    ``taken`` are keys and SIDs that are in use already; without entries, every content is a document of its own.
    """
    found, used = Written(), tuple(taken)
    keys, sids = Keys(*used), Keys(*used)
    by_content: dict[tuple[str, str], list[Policy]] = {}
    for policy in sorted(policies, key=lambda one: (one.type, one.name, one.id)):
        by_content.setdefault((policy.type, minified(json.loads(policy.content))), []).append(policy)
    for (kind, content), same in by_content.items():
        first = same[0]
        named = {policy.id: keys.key(policy.name, policy.id) for policy in same}
        found.keys |= named
        sid = sids.sid(first.name, first.id)
        file = f"{DOCUMENTS}/{named[first.id]}.json"
        entry = _entry(sid, first, content) if with_entries else None
        if entry:
            found.entries.append(entry)
        else:
            found.documents[file] = json.dumps(json.loads(first.content), indent=2, ensure_ascii=False) + "\n"
        for policy in same:
            key = named[policy.id]
            own: dict[str, Any] = {} if kind == SERVICE_CONTROL or entry else {"type": kind}
            if key != policy.name:
                own["name"] = policy.name
            if policy.description != (first.description if entry else ""):
                own["description"] = policy.description
            if not entry:
                own["content"] = f"!include {file}"
            elif key != sid:
                own["entry"] = sid
            own["import_id"] = policy.id
            if managed.get(policy.id):
                own["import_target_ids"] = managed[policy.id]
            found.variables[key] = own
    return found


def _entry(sid: str, policy: Policy, content: str) -> dict[str, Any] | None:
    """The catalog entry whose document is exactly this content; None where no entry can say it."""
    parsed = json.loads(content)
    statements = parsed.get("Statement") if isinstance(parsed, dict) else None
    if not isinstance(statements, list) or not statements:
        return None
    entry: dict[str, Any] = {"sid": sid, "exempt": False}
    if policy.description:
        entry["description"] = policy.description
    if policy.type != SERVICE_CONTROL:
        entry["type"] = policy.type
    try:
        said = [_statement(one) for one in statements]
        entry |= {key: value for key, value in said[0].items() if key != "sid"} if _alone(said, sid) else {}
        if not _alone(said, sid):
            entry["statements"] = said
        made = document(Entry.model_validate(entry).as_iam({}))
    except (ValidationError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return entry if made == content else None


def _alone(statements: list[dict[str, Any]], sid: str) -> bool:
    return len(statements) == 1 and statements[0].get("sid") == sid


def _statement(written: Mapping[str, Any]) -> dict[str, Any]:
    """A statement in the catalog's words. Raises KeyError for an element that the catalog has no word for."""
    said: dict[str, Any] = {"sid": written["Sid"]} if "Sid" in written else {}
    for element, value in written.items():
        if element == "Condition":
            said["condition"] = [
                {"test": test, "variable": variable, "values": listed(values)}
                for test, keys in value.items()
                for variable, values in keys.items()
            ]
        elif element != "Sid":
            said[_OWN_WORDS[element]] = value if element == "Effect" else listed(value)
    if said.get("resources") == ["*"]:
        del said["resources"]
    return said
