"""Findings about variables stand where the user wrote them, whatever form the variables are written in."""

from __future__ import annotations

from pathlib import Path

import pytest

from layers import load
from program.validation import findings

TREE = """
vars: {namespace: acme, tenant: core, environment: gbl, stage: root}
components:
  pulumi:
    account:
      vars:
        account_email_format: aws+%s@example.net
        organization_config:
          root_account: {name: core-root}
          organizational_units:
            - name: Platform
              accounts:
                - {name: Platform-dev}
                - name: Platform-prod
                  {{broken}}
"""


@pytest.fixture
def lines(tmp_path: Path):
    """Lines and rules of the findings of a tree with one manifest."""

    def _lines(text: str) -> list[tuple[int, str]]:
        (tmp_path / "rootstock.yaml").write_text(
            'stacks: {included_paths: ["orgs/**/*"], name_pattern: "{tenant}-{environment}-{stage}"}\n'
        )
        (tmp_path / "orgs").mkdir()
        (tmp_path / "orgs" / "root.yaml").write_text(text)
        return [(one.position.line, one.rule) for one in findings(load(tmp_path))]

    return _lines


def test_an_entry_of_a_list_by_its_name(lines):
    assert lines(TREE.replace("{{broken}}", "email: aws+Platform-dev@example.net")) == [(15, "RS205")]


def test_an_unknown_key_below_names_in_capitals(lines):
    assert lines(TREE.replace("{{broken}}", "bogus: 1")) == [(15, "RS401")]
