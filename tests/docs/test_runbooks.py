"""Runbooks: every one that a message names exists, links lead somewhere, and each says what was exercised."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
FOLDER = CHECKOUT / "docs/runbooks"
ROOMS = ("model", "layers", "blocks", "org", "components", "program", "operate", "engine", "sandbox", "cli")
NAMED = re.compile(r"docs/runbooks/([\w-]+\.md)")
LINK = re.compile(r"\]\(([^)#]+\.md)")


def test_every_runbook_that_a_message_names_exists() -> None:
    sources = (path for room in ROOMS for path in (CHECKOUT / room).rglob("*.py"))
    named = {name for path in sources for name in NAMED.findall(path.read_text())}
    assert named
    assert named <= {path.name for path in FOLDER.iterdir()}


@pytest.mark.parametrize("runbook", sorted(FOLDER.glob("*.md")), ids=lambda path: path.stem)
def test_a_runbook_says_what_was_exercised_and_its_links_lead_somewhere(runbook: Path) -> None:
    text = runbook.read_text()
    assert "xercised" in text
    for link in LINK.findall(text):
        assert (FOLDER / link).exists(), link
