"""The pages about kinds say what the code says."""

from __future__ import annotations

from program.kind_pages import FOLDER, pages
from program.kinds import KINDS
from program.schema_words import type_words


def test_every_page_is_up_to_date() -> None:
    found = {file.name: file.read_text(encoding="utf-8") for file in FOLDER.glob("*.md")}
    assert found == pages(), "stale: run `python -m program.kind_pages`"


def test_every_kind_says_what_its_variables_mean() -> None:
    silent = [
        f"{kind.name}.{name}"
        for kind in KINDS.values()
        for name, field in kind.variables.model_fields.items()
        if not field.description
    ]
    assert silent == []


def test_resources_are_found_in_parts_and_shared_blocks() -> None:
    page = pages()["account-settings.md"]
    for resource in ("ebs.EncryptionByDefault", "servicequotas.ServiceQuota", "sns.Topic", "account.PrimaryContact"):
        assert f"- `{resource}`" in page


def test_types_are_told_in_words() -> None:
    assert type_words({"anyOf": [{"type": "integer", "minimum": 1, "maximum": 1095}, {"type": "null"}]}, {}) == (
        "integer 1–1,095 or null"
    )
    assert type_words({"type": "array", "items": {"enum": ["a", "b"]}}, {}) == "list of one of `a`, `b`"
    assert type_words({"type": "object", "additionalProperties": {"$ref": "#/$defs/X"}}, {"X": {"properties": {}}}) == (
        "map of [X](#x)"
    )
