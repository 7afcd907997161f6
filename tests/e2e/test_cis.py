"""Every account against the CIS AWS Foundations Benchmark, and what the page about it says."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.e2e.controls import CONTROLS, Audited
from tests.e2e.organization import CHECKOUT

pytestmark = pytest.mark.e2e

_ROW = re.compile(r"^\| (?P<number>[1-4]\.\d+(?:\.\d+)?) \| (?P<how>met|not met|not here)\b", re.MULTILINE)


def _page() -> dict[str, str]:
    """Each control of docs/reference/cis.md, and whether it says that it is met."""
    return {one["number"]: one["how"] for one in _ROW.finditer((CHECKOUT / "docs/reference/cis.md").read_text())}


def test_the_page_names_every_control_once_and_those_that_are_read_as_met() -> None:
    page = _page()
    expected = [f"1.{n}" for n in range(1, 23)]
    expected += ["2.1.1", "2.1.2", "2.1.3", "2.1.4", "2.2.1", "2.3.1", "2.3.2", "2.3.3", "2.4.1"]
    expected += [f"3.{n}" for n in range(1, 10)] + [f"4.{n}" for n in range(1, 17)]
    assert list(page) == expected
    assert {number for number, how in page.items() if how == "met"} == set(CONTROLS)


def test_every_account_passes_every_control_that_is_met(audited: dict[str, Audited]) -> None:
    found = {
        f"{name} {number}": list(control(account))
        for name, account in audited.items()
        for number, control in CONTROLS.items()
    }
    assert {what: wrong for what, wrong in found.items() if wrong} == {}
    assert len(found) == 12 * len(CONTROLS)


def test_a_region_that_is_not_configured_is_found(audited: dict[str, Audited]) -> None:
    elsewhere = replace(audited["plat-dev"], regions=("ap-southeast-2",))
    wrong = {number: list(control(elsewhere)) for number, control in CONTROLS.items()}
    assert {number: what for number, what in wrong.items() if what} == {
        "1.20": ["no analyzer in ap-southeast-2"],
        "2.2.1": ["ap-southeast-2"],
        "3.3": ["nothing is recorded in ap-southeast-2", "no region records what is global"],
        "4.16": ["ap-southeast-2"],
    }
