"""Findings in each of their forms."""

from __future__ import annotations

import json

from cli.findings import as_json, closing, github_lines, text_lines
from cli.terminal import Paint
from model.finding import Finding, Position

UNKNOWN_UNIT = Finding(
    Position("config/orgs/acme/root.yaml", 14, 7), "RS204", "unknown unit 'plta' (did you mean 'plat'?)"
)
DUPLICATE = Finding(
    Position("config/orgs/acme/a,b.yaml", 3, 1), "RS110", "Found duplicate config, 100%\nCheck the imports."
)
UNUSED = Finding(Position("config/mixins/x.yaml"), "RS150", "imported by nothing", "warning")
FOUND = (DUPLICATE, UNKNOWN_UNIT)


def test_as_a_compiler_prints_them() -> None:
    assert text_lines(FOUND, Paint(active=False)) == [
        "config/orgs/acme/a,b.yaml:3:1: RS110\nFound duplicate config, 100%\nCheck the imports.",
        "config/orgs/acme/root.yaml:14:7: RS204 unknown unit 'plta' (did you mean 'plat'?)",
    ]


def test_a_warning_says_so() -> None:
    assert text_lines([UNUSED], Paint(active=False)) == ["config/mixins/x.yaml:1:1: RS150 warning: imported by nothing"]
    assert github_lines([UNUSED]) == [
        "::warning file=config/mixins/x.yaml,line=1,col=1,title=RS150::imported by nothing"
    ]


def test_in_colour() -> None:
    assert text_lines([UNKNOWN_UNIT], Paint(active=True)) == [
        "\x1b[1mconfig/orgs/acme/root.yaml:14:7\x1b[0m: \x1b[31mRS204\x1b[0m unknown unit 'plta' (did you mean 'plat'?)"
    ]


def test_as_github_shows_them() -> None:
    assert github_lines(FOUND) == [
        "::error file=config/orgs/acme/a%2Cb.yaml,line=3,col=1,title=RS110"
        "::Found duplicate config, 100%25%0ACheck the imports.",
        "::error file=config/orgs/acme/root.yaml,line=14,col=7,title=RS204::unknown unit 'plta' (did you mean 'plat'?)",
    ]


def test_as_data() -> None:
    assert json.loads(as_json([UNKNOWN_UNIT])) == {
        "findings": [
            {
                "file": "config/orgs/acme/root.yaml",
                "line": 14,
                "column": 7,
                "rule": "RS204",
                "severity": "error",
                "message": "unknown unit 'plta' (did you mean 'plat'?)",
            }
        ]
    }


def test_the_closing_line() -> None:
    assert closing(FOUND) == "2 findings in 2 files"
    assert closing([UNKNOWN_UNIT]) == "1 finding in 1 file"
    assert closing([UNKNOWN_UNIT, UNUSED]) == "2 findings in 2 files, of which 1 warning"
