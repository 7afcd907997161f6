"""The reference page says what the facts say."""

from __future__ import annotations

from pathlib import Path

from sandbox.reference import page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "sandbox.md"


def test_the_committed_page_is_the_generated_one() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m sandbox.reference > docs/reference/sandbox.md"


def test_every_simulated_type_is_told() -> None:
    text = page()
    for token in ("aws:organizations/account:Account", "aws:s3/bucket:Bucket", "aws:kms/key:Key"):
        assert f"## {token}\n" in text
