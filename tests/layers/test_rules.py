"""Every rule has a tree that breaks it, with the findings that `validate` then prints; good trees have none."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from pathlib import Path

import pytest

import layers.rules
from layers import load
from layers.advice import advice
from layers.rule import Rule

HERE = Path(__file__).parent
BAD = sorted((HERE / "bad").iterdir())
GOOD = sorted((HERE / "good").iterdir())
RULES = [import_module(f"layers.rules.{module.name}") for module in pkgutil.iter_modules(layers.rules.__path__)]


def _findings(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(folder)
    tree = load(Path())
    return [str(finding) for finding in sorted((*tree.findings, *advice(tree)))]


@pytest.mark.parametrize("folder", BAD, ids=lambda folder: folder.name)
def test_a_bad_tree_has_exactly_these_findings(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = _findings(folder, monkeypatch)
    assert "".join(f"{finding}\n" for finding in found) == (folder / "findings.txt").read_text()


@pytest.mark.parametrize("folder", GOOD, ids=lambda folder: folder.name)
def test_a_good_tree_has_no_findings(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _findings(folder, monkeypatch) == []


def test_one_tree_breaks_every_rule_that_trees_can_break_together() -> None:
    """The others leave nothing to look at, or need a name template, which excludes a pattern."""
    together = _rules_named(HERE / "bad" / "all-at-once")
    assert {module.RULE.id for module in RULES} - together == {"RS133", "RS150", "RS153"}


def test_every_rule_has_a_tree_that_breaks_it() -> None:
    broken = {rule for folder in BAD for rule in _rules_named(folder)}
    assert {module.RULE.id for module in RULES} == broken


@pytest.mark.parametrize("module", RULES, ids=lambda module: module.__name__)
def test_a_rule_explains_itself(module: object) -> None:
    rule = module.RULE  # type: ignore[attr-defined]
    assert isinstance(rule, Rule)
    assert rule.title
    assert rule.explanation.endswith(".")
    assert rule.remedy.endswith(".")
    assert module.__name__.rpartition(".")[2].startswith(rule.id.lower())  # type: ignore[attr-defined]


def _rules_named(folder: Path) -> set[str]:
    words = (folder / "findings.txt").read_text().split()
    return {word.rstrip(":") for word in words if word.startswith("RS1") and word[2:5].isdigit()}
