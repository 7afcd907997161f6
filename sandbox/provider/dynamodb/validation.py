"""What the real provider checks of a table when it plans it."""

from __future__ import annotations

from collections.abc import Iterator

from sandbox.provider.wire import Properties, unknown_in

_RESTORED = ("restoreBackupArn", "restoreSourceName", "restoreSourceTableArn")


def problems(inputs: Properties) -> Iterator[tuple[str, str]]:
    """Attributes and keys that do not match, and streams without a view."""
    if inputs.get("streamEnabled") is True and not inputs.get("streamViewType"):
        yield "streamViewType", "'streamViewType' is required when 'streamEnabled' is true"
    for name in ("globalSecondaryIndexes",):
        for index in inputs.get(name) or ():
            if isinstance(index, dict) and ("hashKey" in index) == ("keySchemas" in index):
                yield name, f"index '{index.get('name')}': exactly one of 'hashKey', 'keySchemas' must be given"
    if any(name in inputs for name in _RESTORED):
        return
    relevant = ("attributes", "hashKey", "rangeKey", "globalSecondaryIndexes", "localSecondaryIndexes")
    if any(unknown_in(inputs.get(name)) for name in relevant):
        return
    yield from _mismatches(inputs)


def _mismatches(inputs: Properties) -> Iterator[tuple[str, str]]:
    defined = {item["name"] for item in inputs.get("attributes") or ()}
    keys = {inputs[name] for name in ("hashKey", "rangeKey") if inputs.get(name)}
    indexes = [*(inputs.get("globalSecondaryIndexes") or ()), *(inputs.get("localSecondaryIndexes") or ())]
    for index in indexes:
        keys |= {index[name] for name in ("hashKey", "rangeKey") if index.get(name)}
        keys |= {item["attributeName"] for item in index.get("keySchemas") or ()}
    if unused := sorted(defined - keys):
        yield "attributes", f"all attributes must be indexed. Unused attributes: {unused}"
    if unmatched := sorted(keys - defined):
        yield "attributes", f"all indexes must match a defined attribute. Unmatched indexes: {unmatched}"
