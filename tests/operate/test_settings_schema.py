"""Editors find the schema of `rootstock.yaml`, it is up to date, and it knows the settings that are read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from layers import load
from operate.settings_schema import FILE, schema, schema_text

CHECKOUT = FILE.parent.parent.parent.parent
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")
CHECK = Draft202012Validator(schema())
STACKS = 'stacks: {included_paths: ["orgs/*"], name_pattern: "{stage}"}\n'


def test_the_file_is_up_to_date() -> None:
    assert FILE.read_text(encoding="utf-8") == schema_text(), "stale: run `python -m operate.settings_schema`"


def test_the_example_points_at_the_schema_and_keeps_it() -> None:
    Draft202012Validator.check_schema(schema())
    path = CHECKOUT / "config" / "rootstock.yaml"
    text = path.read_text(encoding="utf-8")
    line = MODELINE.match(text)
    assert line is not None, "the first line names the schema"
    assert (path.parent / line[1]).resolve() == FILE
    assert _complaints(text) == []


@pytest.mark.parametrize(
    "wrong",
    [
        "list_strategy: append",
        "account_map: {stak: core-gbl-root}",
        "settings: {list_merge_strategy: deep}",
        "duplicates: sometimes",
        "components: {terraform: {base_path: 7}}",
        "pulumi: {component_types: terraform}",
        "pulumi: {slices: {account-map: 1}}",
    ],
)
def test_schema_and_reader_refuse_the_same(tmp_path: Path, wrong: str) -> None:
    assert len(_complaints(STACKS + wrong)) == 1
    [finding] = _findings(tmp_path, STACKS + wrong)
    assert finding.rule in ("RS151", "RS152")


def test_what_an_atmos_yaml_says_besides_may_stay(tmp_path: Path) -> None:
    foreign = (
        "workflows: {base_path: workflows}\nlogs: {level: Info}\nschemas: {}\nsettings: {terminal: {pager: less}}\n"
    )
    assert _complaints(STACKS + foreign) == []
    assert _findings(tmp_path, STACKS + foreign) == []


def test_the_section_deployments_is_that_of_its_model() -> None:
    assert _complaints(STACKS + "deployments: {repository: acme/infra, branch: main}") == []
    assert len(_complaints(STACKS + "deployments: {repository: acme}")) == 1


def _complaints(text: str) -> list[str]:
    return [error.message for error in CHECK.iter_errors(yaml.safe_load(text))]


def _findings(folder: Path, text: str) -> list[Any]:
    (folder / "rootstock.yaml").write_text(text)
    (folder / "orgs").mkdir()
    (folder / "orgs" / "one.yaml").write_text("vars: {stage: root}\n")
    return [finding for finding in load(folder).findings if finding.severity == "error"]
