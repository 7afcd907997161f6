"""Every rule that can be printed has a page, and the pages say what the code says."""

from __future__ import annotations

import re

from program.rule_pages import FOLDER, pages
from program.rule_sources import CHECKOUT, rule_texts

ROOMS = ("org", "components", "blocks", "program", "operate", "cli", "layers")
PRINTED = re.compile(r"\bRS[1-9]\d\d\b")
NO_RULE = {"RS199"}  # of an example in a docstring


def test_every_page_is_up_to_date() -> None:
    found = {file.name: file.read_text(encoding="utf-8") for file in FOLDER.glob("*.md")}
    assert found == pages(), "stale: run `python -m program.rule_pages`"


def test_every_id_in_the_code_has_a_page() -> None:
    files = (file for room in ROOMS for file in (CHECKOUT / room).rglob("*.py"))
    printed = {id for file in files for id in PRINTED.findall(file.read_text(encoding="utf-8"))}
    assert printed - NO_RULE == set(rule_texts())


def test_every_rule_has_a_title_and_says_what_to_do() -> None:
    """A rule says it in its module's docstring and its messages, or in ``program/rule_titles.py``."""
    silent = [text.id for text in rule_texts().values() if not text.title or not (text.remedy or text.messages)]
    assert silent == []


def test_messages_show_what_differs_from_case_to_case() -> None:
    assert rule_texts()["RS142"].messages == [
        "component '‹component›' inherits from '‹base›', which stack manifest '‹manifest›' does not define or import "
        "(did you mean ‹…›?): correct the name or import the file that defines it"
    ]
