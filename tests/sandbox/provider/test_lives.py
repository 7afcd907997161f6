"""Whole lives of resources under the real engine: a few types here, all of them in ``benchmarks/lives.py``."""

from __future__ import annotations

from pathlib import Path

import pytest

from sandbox.provider.registry import resource_class
from sandbox.provider.table import tokens, type_facts
from tests.sandbox.provider.lives.course import Course
from tests.sandbox.provider.lives.table import Life, Table, names, table

EVERYTHING = [life for name in names() for life in table(name).lives.values()]
TYPES = [token for token in tokens() if ":get" not in token]
QUICK = ("role-policy", "identity-provider")
"""Lives that show every kind of step in little time."""


@pytest.mark.parametrize("token", TYPES)
def test_every_property_of_every_type_is_looked_at_or_is_not_for_a_reason(token: str) -> None:
    lives = [life for life in EVERYTHING if life.type == token]
    assert len(lives) == 1
    facts = type_facts(token)
    inputs = {name for name, item in facts.properties.items() if item.is_input and not item.refused}
    assert lives[0].walked() - {"tags"} <= inputs
    assert inputs - {"region", "tags", "tagsAll"} - lives[0].walked() == set()


@pytest.mark.parametrize("life", EVERYTHING, ids=lambda life: life.name)
def test_what_is_expected_of_a_life_can_be_seen(life: Life) -> None:
    assert life.look is not None
    assert life.shows
    assert bool(life.outside) == bool(life.drift)
    assert (life.import_id is not None) == resource_class(life.type).importable or life.import_id is None


@pytest.mark.e2e
def test_lives_under_the_engine(aws_url: str, tmp_path: Path) -> None:
    identity = table("identity")
    quick = Table(identity.around, {name: identity.lives[name] for name in QUICK}, identity.before)
    assert Course(quick, tmp_path, aws_url, "222222222223", lambda _: None).run() == []
