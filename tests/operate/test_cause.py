"""Why a run failed, as a person is told."""

from __future__ import annotations

import pytest

from operate.cause import cause
from operate.events import Diagnostic
from operate.urn import Urn

STACK = Urn("core-root", "rootstock", ("pulumi:pulumi:Stack",), "rootstock-core-root")
ACCOUNT = Urn("core-root", "rootstock", ("aws:organizations/account:Account",), "account-gbl-plat-prod")
TRACEBACK = """oops
Traceback (most recent call last):
  File "run.py", line 95, in run
    loop.run_until_complete(run_in_stack(self.program))
               ^^^^^^^^^^^^^^^

  File "program.py", line 17, in program
    raise ValueError("oops")
ValueError: oops"""


def errors(*texts: tuple[Urn | None, str]) -> list[Diagnostic]:
    """Diagnostics of severity error."""
    return [Diagnostic("error", text, urn) for urn, text in texts]


@pytest.mark.parametrize(
    ("diagnostics", "output", "expected"),
    [
        pytest.param(
            errors((None, "no account 'plat-prd'"), (None, "an unhandled error occurred: no account 'plat-prd'")),
            "",
            "no account 'plat-prd'",
            id="told twice",
        ),
        pytest.param(
            errors((ACCOUNT, "creating urn:pulumi:core-root::a$b::c: 1 error occurred:\n\t* EMAIL_ALREADY_EXISTS")),
            "",
            "Account account-gbl-plat-prod: EMAIL_ALREADY_EXISTS",
            id="of a resource",
        ),
        pytest.param(
            errors((ACCOUNT, "no"), (None, "update failed")), "", "Account account-gbl-plat-prod: no", id="noise"
        ),
        pytest.param(errors((STACK, TRACEBACK)), "", "oops\nValueError: oops", id="traceback"),
        pytest.param(
            errors((STACK, 'unknown stack "organization/rootstock/core-root"')),
            "",
            "It reads the stack 'core-root', which does not exist yet: deploy 'core-root' first.",
            id="upstream never deployed",
        ),
        pytest.param(
            errors((ACCOUNT, "Resource 'a' depends on 'b' which was was not specified in --target list.")),
            "",
            "The stack was never deployed as a whole. Deploy it once without --component; then narrow runs down.",
            id="narrowed too early",
        ),
        pytest.param([], "Updating (x):\nerror: incorrect passphrase\n", "incorrect passphrase", id="printed only"),
        pytest.param(
            [], "error: it is locked\n  by somebody\nmore\n", "it is locked\nby somebody", id="printed in two lines"
        ),
        pytest.param([], "Segmentation fault\n", "Segmentation fault", id="no error at all"),
        pytest.param([], "", "pulumi ended without saying why", id="silence"),
        pytest.param(
            [Diagnostic("warning", "careful"), *errors((None, "no"))],
            "error: other\n",
            "no",
            id="warnings are no cause",
        ),
    ],
)
def test_the_cause(diagnostics: list[Diagnostic], output: str, expected: str) -> None:
    assert cause(255, diagnostics, output) == expected


def test_findings_keep_their_lines() -> None:
    text = "the configuration has 2 findings:\nconfig/a.yaml:1:1: RS101 no\nconfig/b.yaml:2:1: RS102 neither"
    assert cause(255, errors((STACK, text)), "") == text


def test_a_long_cause_is_cut() -> None:
    lines = cause(
        255, errors((STACK, "\n".join(f"finding number {number:03}" for number in range(100)))), ""
    ).splitlines()
    assert len(lines) == 31
    assert lines[-1] == "… and 70 more lines (see the log)"


def test_a_pulumi_that_was_killed() -> None:
    assert cause(-9, [], "Updating (core-root):\n").startswith("pulumi was ended by SIGKILL: ")
