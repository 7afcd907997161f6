"""Findings of kinds, references and stacks, at the line that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from layers import Tree
from program.validation import findings

HEAD = "vars: {namespace: acme, tenant: core, environment: gbl, stage: audit}\ncomponents:\n  pulumi:\n"


@pytest.fixture
def found(
    written: Callable[[Mapping[str, str]], Tree], tmp_path: Path
) -> Callable[[str], list[tuple[str, int, int, str]]]:
    def _found(body: str) -> list[tuple[str, int, int, str]]:
        tree = written({"orgs/audit.yaml": HEAD + body})
        return [
            (finding.rule, finding.position.line, finding.position.column, finding.message)
            for finding in findings(tree)
        ]

    return _found


def test_an_unknown_variable_is_found_at_its_key(found: Callable[[str], object]) -> None:
    assert found("    account-settings:\n      vars: {acount_alias: acme-audit}\n") == [
        (
            "RS401",
            5,
            14,
            "account-settings 'account-settings': `acount_alias`: no variable of that name "
            "(did you mean 'account_alias'?)",
        )
    ]


def test_a_wrong_type_says_what_is_wanted_and_what_is_there(found: Callable[[str], object]) -> None:
    assert found("    account-settings:\n      vars: {account_alias: 7}\n") == [
        (
            "RS401",
            5,
            14,
            "account-settings 'account-settings': `account_alias`: input should be a valid string, not a number (7)",
        )
    ]


def test_a_kinds_own_check_is_found_at_the_variable(found: Callable[[str], object]) -> None:
    ((rule, line, column, message),) = found("    account-settings:\n      vars:\n        account_alias: Acme\n")  # type: ignore[misc]
    assert (rule, line, column) == ("RS301", 6, 9)
    assert "'Acme' is not one that IAM accepts" in message


def test_an_unknown_kind_is_suggested(found: Callable[[str], object]) -> None:
    assert found("    account-setings:\n      vars: {}\n") == [
        ("RS404", 4, 5, "'account-setings': no kind 'account-setings' (did you mean 'account-settings'?)")
    ]


def test_a_reference_to_nothing_is_found(found: Callable[[str], object]) -> None:
    rules = [entry[0] for entry in found("    account-settings:\n      vars: {account_alias: !output nothing id}\n")]  # type: ignore[attr-defined]
    assert "RS402" in rules


def test_a_kind_of_the_management_account_is_refused_elsewhere(
    written: Callable[[Mapping[str, str]], Tree],
) -> None:
    root = "vars: {tenant: core, environment: gbl, stage: root}\ncomponents: {pulumi: {account-map: {}}}\n"
    tree = written({"orgs/root.yaml": root, "orgs/audit.yaml": HEAD + "    account-map: {}\n"})
    assert [
        (finding.rule, Path(finding.position.file).name) for finding in findings(tree) if finding.rule == "RS406"
    ] == [("RS406", "audit.yaml")]
