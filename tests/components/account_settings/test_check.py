"""Aliases that IAM would refuse."""

from pathlib import Path

import pytest

from blocks.place import CheckPlace
from components.account_settings.check import check
from components.account_settings.variables import AccountSettingsVariables

PLACE = CheckPlace(config_root=Path())


def _rules(**variables: object) -> list[str]:
    return [problem.rule for problem in check(AccountSettingsVariables.model_validate(variables), PLACE)]


@pytest.mark.parametrize("alias", ["acme-core-audit", "abc", "a" * 63, "123-456"])
def test_an_alias_that_iam_accepts_is_none(alias: str) -> None:
    assert _rules(account_alias=alias) == []


@pytest.mark.parametrize("alias", ["ab", "a" * 64, "Acme", "acme--core", "-acme", "acme-", "123456789012", "acme.core"])
def test_any_other_is_a_problem(alias: str) -> None:
    assert _rules(account_alias=alias) == ["RS301"]


def test_an_alias_that_is_not_made_is_not_looked_at() -> None:
    assert _rules(account_alias="Acme", account_alias_enabled=False) == []
    assert _rules(account_alias="Acme", enabled=False) == []
