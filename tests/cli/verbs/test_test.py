"""`rootstock test`: every step runs, and the test runner's closing lines come last."""

from __future__ import annotations

import argparse

import pytest

from cli.verbs import test as verb
from cli.verbs.test import Outcome, Step


@pytest.mark.parametrize(
    ("output", "line"),
    [
        ("...\n3 passed in 0.12s\n", "3 passed in 0.12s"),
        ("\x1b[32m\x1b[1m3 passed\x1b[0m\x1b[32m in 0.12s\x1b[0m\n", "3 passed in 0.12s"),
        (
            "1 failed, 118 passed, 2 skipped in 61.20s (0:01:01)\n",
            "1 failed, 118 passed, 2 skipped in 61.20s (0:01:01)",
        ),
        ("=== 3 passed, 1 warning in 0.12s ===\nbye\n", "=== 3 passed, 1 warning in 0.12s ==="),
        ("12 deselected in 0.50s\n", "12 deselected in 0.50s"),
        ("ImportError: no such conftest\n", None),
    ],
)
def test_the_closing_line_is_the_one_that_counts_the_tests(output: str, line: str | None) -> None:
    assert verb.closing_line(output) == line


def test_a_failed_step_stops_nothing_and_closing_lines_come_last(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    steps = [
        Step("lint", lambda: Outcome(passed=False)),
        Step("unit tests", lambda: Outcome(passed=True, closing_line="118 passed in 9.10s")),
        Step("end-to-end tests", lambda: Outcome(passed=True, closing_line="6 passed in 80.00s")),
    ]
    monkeypatch.setattr(verb, "_steps", lambda **_options: steps)
    assert verb.run(_options()) == 1
    assert capsys.readouterr().out.splitlines() == [
        "── lint",
        "── unit tests",
        "── end-to-end tests",
        "",
        "FAILED     0.0 s  lint",
        "passed     0.0 s  unit tests",
        "passed     0.0 s  end-to-end tests",
        "118 passed in 9.10s",
        "6 passed in 80.00s",
    ]


def test_what_follows_two_dashes_goes_to_pytest() -> None:
    assert vars(_options("--fast", "--", "-k", "account", "-x")) == {"fast": True, "pytest": ["-k", "account", "-x"]}


def _options(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    verb.arguments(parser)
    return parser.parse_args(arguments)
